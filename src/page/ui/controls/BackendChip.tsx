import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useShallow } from 'zustand/react/shallow';
import { SETTINGS } from '../../../common/experiment/settings.ts';
import type { PageState } from '../../store/page-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { formatSpeed } from '../format.ts';

const NAMES = SETTINGS.backend.values;

/** Which backend trains, how fast, and why this one. */
export function BackendChip() {
  const { inUse, status, message } = usePageStore(useShallow(({ backend }) => backend));
  const speed = usePageStore(selectSpeed);
  const [opened, { close, open }] = useDisclosure(false);
  const reason = inUse === null ? '' : notYetSaid(inUse.reason, message, status);
  const tone = inUse === null ? status : inUse.slow ? 'slow' : 'ready';
  const name = inUse === null ? (status === 'failed' ? 'No backend' : 'Backend …') : NAMES[inUse.backend];
  return (
    <Popover opened={opened} onDismiss={close} width={320} position="bottom-end" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton
          className="ns-chip"
          onClick={open}
          onMouseEnter={open}
          onMouseLeave={close}
          onBlur={close}
        >
          <i className="ns-dot" data-tone={tone} />
          {name}
          {inUse?.slow && <span> · slow</span>}
          {speed !== null && <span> · {speed} steps/s</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="ns-chip-note">
        {status === 'loading' && <p>The backend is being made ready.</p>}
        {message !== null && <p className="ns-bad">{message}</p>}
        {inUse !== null && (
          <>
            {reason !== '' && <p>{reason}</p>}
            <p className="ns-sub">{inUse.renderer}</p>
            {inUse.slow && (
              <p className="ns-warn">Training is slow here. Under Network you can try another.</p>
            )}
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Why this backend, less what the message says: all of it, when the backend stands in for one that failed. */
function notYetSaid(reason: string, message: string | null, status: PageState['backend']['status']): string {
  if (message === null) return reason;
  if (status === 'ready') return '';
  const sentences = reason.split(/(?<=\.) /);
  return sentences.filter((sentence) => !message.includes(sentence)).join(' ');
}

function selectSpeed({ run }: PageState): string | null {
  const speed = run?.record?.stepsPerSecond ?? 0;
  const trains = run?.phase === 'training' || run?.phase === 'testing';
  return trains && speed > 0 ? formatSpeed(speed) : null;
}
