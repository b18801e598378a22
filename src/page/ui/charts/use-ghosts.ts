import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Ghost, ghostsOf, selectPresent } from '../../store/compared-runs.ts';
import { usePageStore } from '../../store/use-page-store.ts';

/** The pinned runs that charts draw. They stay the same while a run trains. */
export function useGhosts(): readonly Ghost[] {
  const pinned = usePageStore((state) => state.pinned);
  const present = usePageStore(useShallow(selectPresent));
  return useMemo(() => ghostsOf(pinned, present), [pinned, present]);
}
