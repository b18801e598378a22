import { formatLink } from '../../common/experiment/link.ts';
import type { PageStore } from './page-store.ts';

/**
 * Writes the settings asked for into the page's address whenever they change, once they have rested for a moment.
 *
 * @param write takes a link without `#`
 * @returns a function that ends it
 */
export function followSettings(store: PageStore, write: (query: string) => void, restMs = 250): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe(({ asked, studySettings }, before) => {
    if (asked === before.asked && studySettings === before.studySettings) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const state = store.getState();
      write(formatLink(state.asked, state.studySettings));
    }, restMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
