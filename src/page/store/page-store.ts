import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PageState } from './page-state.ts';

export type PageStore = StoreApi<PageState>;

/** The one store of a page. It knows no React: `use-page-store.ts` is the binding. */
export const createPageStore = (state: PageState): PageStore => createStore(() => state);
