import './kept.css';
import { Alert, Loader } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** That the worker or the GPU was lost, and how the run went on. */
export function RescueNotice() {
  const rescue = usePageStore((state) => state.rescue);
  const { dismissRescue } = usePageCommands();
  if (rescue === null) return null;
  const { cause, outcome } = rescue;
  return (
    <Alert
      className="ns-alert"
      data-tone="calm"
      role="status"
      icon={<IconLifebuoy size={18} aria-hidden />}
      title="Training was interrupted"
      withCloseButton={outcome !== null}
      closeButtonLabel="Dismiss"
      onClose={dismissRescue}
    >
      <p>{cause}</p>
      {outcome === null ? (
        <p className="ns-kept-waits">
          <Loader size={14} color="var(--ns-soft)" aria-hidden /> Going on …
        </p>
      ) : (
        <p>{outcome}</p>
      )}
    </Alert>
  );
}
