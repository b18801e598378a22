import { usePageStore } from '../../store/use-page-store.ts';
import { savedWords } from './kept-words.ts';

/** When the present run was last saved. Not announced: it changes all the time. Its line is there before its words are. */
export function SavedLine() {
  const words = usePageStore(savedWords);
  return <p className="ns-saved ns-sub">{words}</p>;
}
