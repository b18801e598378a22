import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PageState } from './page-state.ts';
import type { PageStore } from './page-store.ts';

export const PageStoreContext = createContext<PageStore | null>(null);

/**
 * A piece of the page's state; the component renders again only when that piece changes by reference. Wrap a selector that
 * makes objects in `useShallow`.
 */
export function usePageStore<T>(select: (state: PageState) => T): T {
  const store = useContext(PageStoreContext);
  if (store === null) throw new Error('usePageStore needs a PageStoreContext around it');
  return useStore(store, select);
}
