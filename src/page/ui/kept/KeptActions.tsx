import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { KeptRun } from '../../store/kept-runs.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { canOpen } from './kept-words.ts';

interface KeptActionsProps {
  run: KeptRun;
  onPage: boolean;
  askToDelete(keys: readonly string[]): void;
}

/** What can be done with a kept run. One that another tab has open is not changed here, and of a damaged one little is of use. */
export function KeptActions({ run, onPage, askToDelete }: KeptActionsProps) {
  const { exportKept, openKept, pinKept, showView } = usePageCommands();
  const { damage, elsewhere, key, name, pinned } = run;
  const Pin = pinned ? IconPinFilled : IconPin;
  return (
    <div>
      {canOpen(run) && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${onPage ? 'Show' : 'Open'} ${name}`}
          onClick={() => (onPage ? showView('run') : openKept(key))}
        >
          {onPage ? 'Show' : 'Open'}
        </Button>
      )}
      {damage === null && (
        <>
          <Action
            label={`Pin ${name}`}
            title={pinned ? 'Its curves are drawn behind those of other runs' : PIN_TITLE}
            pressed={pinned}
            act={() => pinKept(key, !pinned)}
          >
            <Pin size={16} aria-hidden />
          </Action>
          <Action label={`Export ${name}`} title="Export as a run file" act={() => exportKept(key)}>
            <IconDownload size={16} aria-hidden />
          </Action>
        </>
      )}
      {!elsewhere && (
        <Action label={`Delete ${name}`} title="Delete" act={() => askToDelete([key])}>
          <IconTrash size={16} aria-hidden />
        </Action>
      )}
    </div>
  );
}

const PIN_TITLE = 'Draw its curves behind those of other runs';

interface ActionProps {
  label: string;
  title: string;
  /** Of an action that is on or off. */
  pressed?: boolean;
  act(): void;
  children: ReactNode;
}

function Action({ label, title, pressed, act, children }: ActionProps) {
  return (
    <ActionIcon
      className="ns-kept-action"
      variant="subtle"
      color="var(--ns-soft)"
      size={28}
      aria-label={label}
      aria-pressed={pressed}
      title={title}
      onClick={act}
    >
      {children}
    </ActionIcon>
  );
}
