import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { listDifferences } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** Names what has been changed and is not in the run, which goes on meanwhile. */
export function PendingNotice() {
  const asked = usePageStore((state) => state.asked);
  const askedKeys = usePageStore((state) => state.askedKeys);
  const config = usePageStore(({ run }) => run?.config ?? null);
  const armKeys = usePageStore(({ run }) => run?.armKeys ?? null);
  const runData = usePageStore(({ run }) => run?.data ?? null);
  const data = usePageStore((state) => state.data.inUse);
  const failed = usePageStore((state) => state.trainerMessage !== null);
  const { start, undoChanges } = usePageCommands();
  const found = useMemo(
    () =>
      listDifferences({ asked, askedKeys }, config && armKeys && { config, data: runData, armKeys }, data),
    [asked, askedKeys, config, armKeys, runData, data],
  );
  return (
    <div role="status" className="ns-pending-place">
      {found.length > 0 && !failed && (
        <section className="ns-card ns-pending" aria-label="Changed settings">
          <h2>Changed, and not in this run</h2>
          <ul>
            {found.map(({ label, from, to }) => (
              <li key={label}>
                {label} <b>{from}</b> → <b>{to}</b>
              </li>
            ))}
          </ul>
          <div className="ns-pending-buttons">
            <Button size="xs" className="ns-strong" onClick={() => start()}>
              Start new run
            </Button>
            <Button size="xs" variant="default" onClick={undoChanges}>
              Undo
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}
