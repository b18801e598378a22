import { type RefObject, useEffect, useRef } from 'react';
import type { KeptRun } from '../../store/kept-runs.ts';
import { isFocusLost } from '../keep-focus.ts';

/**
 * Where the focus goes when the run that had it is gone: to the one in its place, or to the heading when none is left. Deleting
 * takes its time; a person who has gone elsewhere meanwhile stays there.
 */
export function useFocusAfterDeletion(list: readonly KeptRun[]): {
  panel: RefObject<HTMLElement | null>;
  willDelete(keys: readonly string[]): void;
} {
  const panel = useRef<HTMLElement>(null);
  const waiting = useRef<{ keys: readonly string[]; place: number } | null>(null);
  useEffect(() => {
    if (waiting.current === null) return;
    const { keys, place } = waiting.current;
    if (list.some(({ key }) => keys.includes(key))) return;
    waiting.current = null;
    if (isFocusLost()) takeFocus(panel.current, place);
  }, [list]);
  return {
    panel,
    willDelete(keys) {
      waiting.current = { keys, place: list.findIndex(({ key }) => keys.includes(key)) };
    },
  };
}

function takeFocus(panel: HTMLElement | null, place: number): void {
  const rows = [...(panel?.querySelectorAll('tbody > tr') ?? [])];
  const row = rows[Math.min(place, rows.length - 1)];
  const lastButton = [...(row?.querySelectorAll('button') ?? [])].at(-1);
  (lastButton ?? panel?.querySelector('h2'))?.focus();
}
