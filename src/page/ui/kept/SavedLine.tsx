import { usePageStore } from '../../store/use-page-store.ts';
import { savedWords } from './kept-words.ts';

/** When the present run was last saved. Not announced: it changes all the time. */
export function SavedLine() {
  const words = usePageStore(savedWords);
  return words === null ? null : <p className="ns-saved ns-sub">{words}</p>;
}
