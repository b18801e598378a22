import './pinned.css';
import { Button } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { memo } from 'react';
import { type Pinning, selectPinning, selectPinOf } from '../../store/pinned-actions.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** Keeps the run there is, to be seen behind the next. Apart, so that a run's progress does not draw it anew. */
export const PinButton = memo(function PinButton() {
  const pinning = usePageStore(selectPinning);
  const name = usePageStore((state) => selectPinOf(state, state.run?.record ?? null)?.name ?? null);
  const { pinRun } = usePageCommands();
  return (
    <div className="ns-pin">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPin size={15} aria-hidden />}
        disabled={pinning !== 'can' && pinning !== 'can-again'}
        title={pinTitle(pinning, name)}
        onClick={pinRun}
      >
        Pin this run
      </Button>
      <span className="ns-hidden" role="status">
        {pinning === 'is-pinned' && `Pinned as ${name}.`}
      </span>
    </div>
  );
});

function pinTitle(pinning: Pinning, name: string | null): string {
  switch (pinning) {
    case 'can':
      return 'Keeps its test curves behind those of the next runs';
    case 'can-again':
      return `Keeps what it has trained since in ${name}`;
    case 'no-run':
      return 'There is nothing to pin before the first step';
    case 'in-training':
      return 'A run can be pinned once it is paused or finished';
    case 'is-pinned':
      return `Pinned as ${name}, in the list below the curves`;
  }
}
