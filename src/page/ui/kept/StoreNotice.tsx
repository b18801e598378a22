import './kept.css';
import { Alert, Button } from '@mantine/core';
import { IconDatabaseExclamation } from '@tabler/icons-react';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** What of the browser's store did not work, and what helps. */
export function StoreNotice() {
  const problem = usePageStore(({ kept }) => kept.problem);
  const seen = usePageStore(({ view }) => view === 'kept');
  const { dismissStoreProblem, showView } = usePageCommands();
  if (problem === null) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="warn"
      icon={<IconDatabaseExclamation size={18} aria-hidden />}
      title="A problem with past runs"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismissStoreProblem}
    >
      <p>{problem}</p>
      {!seen && (
        <Button size="xs" variant="default" onClick={() => showView('kept')}>
          See past runs
        </Button>
      )}
    </Alert>
  );
}
