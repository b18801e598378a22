import { Button } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { selectCanStep, selectMainAction } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** Start or Pause, Step, Reset. */
export function RunButtons() {
  const action = usePageStore(selectMainAction);
  const canStep = usePageStore(selectCanStep);
  const hasRun = usePageStore(({ run }) => run !== null);
  const { toggle, step, reset } = usePageCommands();
  const shortcuts = usePageStore((state) => state.shortcuts);
  const pausing = action === 'pause';
  const Icon = pausing ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <div className="ns-run-buttons">
      <Button
        className="ns-play"
        onClick={toggle}
        disabled={action === null}
        leftSection={<Icon size={16} aria-hidden />}
        aria-keyshortcuts={shortcuts ? 'Space' : undefined}
      >
        {pausing ? 'Pause' : 'Start'}
      </Button>
      <Button
        variant="default"
        onClick={step}
        disabled={!canStep}
        aria-keyshortcuts={shortcuts ? '.' : undefined}
      >
        Step
      </Button>
      <Button
        variant="default"
        onClick={reset}
        disabled={!hasRun}
        aria-keyshortcuts={shortcuts ? 'R' : undefined}
      >
        Reset
      </Button>
    </div>
  );
}
