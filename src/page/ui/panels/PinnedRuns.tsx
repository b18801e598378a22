import './pinned.css';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { selectPresent } from '../../store/compared-runs.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { PinnedRow } from './PinnedRow.tsx';

/** The runs that are kept, to be compared with the one there is. Nothing while there are none. */
export function PinnedRuns() {
  const pinned = usePageStore((state) => state.pinned);
  const present = usePageStore(useShallow(selectPresent));
  const { hideAllPinned, removePinned } = usePageCommands();
  const list = useRef<HTMLUListElement>(null);
  const nextFocus = useRef<number | null>(null);
  useEffect(() => {
    const next = nextFocus.current;
    nextFocus.current = null;
    if (next === null || pinned.length === 0) return;
    list.current?.querySelectorAll<HTMLElement>('.ns-remove')[next]?.focus();
  }, [pinned]);
  if (pinned.length === 0) return null;
  const allHidden = pinned.every(({ hidden }) => hidden);
  return (
    <section className="ns-card" aria-labelledby="ns-pinned">
      <div className="ns-card-head">
        <h2 id="ns-pinned">Pinned runs</h2>
        <span className="ns-sub">
          settings, then{'\u00a0'}→{'\u00a0'}now
        </span>
        {pinned.length > 1 && (
          <Button size="compact-xs" variant="default" onClick={() => hideAllPinned(!allHidden)}>
            {allHidden ? 'Show all' : 'Hide all'}
          </Button>
        )}
      </div>
      <ul ref={list} className="ns-pinned-list">
        {pinned.map((run, place) => (
          <PinnedRow
            key={run.id}
            run={run}
            present={present}
            remove={() => {
              nextFocus.current = Math.min(place, pinned.length - 2);
              removePinned(run.id);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
