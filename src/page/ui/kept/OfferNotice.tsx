import './kept.css';
import { Alert, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { canOpen, offerWords } from './kept-words.ts';

/** Offers the run of the last visit, as it was. */
export function OfferNotice() {
  const run = usePageStore(
    ({ kept: { list, offer }, run: present }) =>
      list.find((own) => own.key === offer && own.key !== present?.key && canOpen(own)) ?? null,
  );
  const { dismissOffer, openKept } = usePageCommands();
  if (run === null) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="calm"
      role="status"
      icon={<IconHistory size={18} aria-hidden />}
      title="Your last run is kept"
    >
      <p>{offerWords(run, new Date())}</p>
      <div className="ns-kept-buttons">
        <Button size="xs" className="ns-strong" onClick={() => openKept(run.key)}>
          Open it
        </Button>
        <Button size="xs" variant="default" onClick={dismissOffer}>
          Not now
        </Button>
      </div>
    </Alert>
  );
}
