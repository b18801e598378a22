import './notices.css';
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCpu, IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** What in the link could not be used. */
export function LinkNotice() {
  const problems = usePageStore(({ linkProblems }) => linkProblems);
  const { dismissLinkProblems } = usePageCommands();
  if (problems.length === 0) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="warn"
      icon={<IconLinkOff size={18} aria-hidden />}
      title="Some of the link could not be used; the preset’s settings stand instead"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismissLinkProblems}
    >
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** That another backend than the one asked for trains, or that the one asked for could not be had. */
export function BackendNotice() {
  const message = usePageStore(({ backend }) => backend.message);
  const [read, setRead] = useState<string | null>(null);
  if (message === null || message === read) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="warn"
      icon={<IconCpu size={18} aria-hidden />}
      title="Not the backend that was asked for"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => setRead(message)}
    >
      <p>{message}</p>
    </Alert>
  );
}

/** What a run has left out, while it goes on. */
export function RunNotice() {
  const notice = usePageStore(({ run }) => run?.notice ?? null);
  const { dismissRunNotice } = usePageCommands();
  if (notice === null) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="calm"
      role="status"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title="Something was left out"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismissRunNotice}
    >
      <p>{notice}</p>
    </Alert>
  );
}

/** A run or a worker that failed, and the way out. */
export function FailureNotice() {
  const message = usePageStore(({ trainerMessage, run }) => trainerMessage ?? run?.message ?? null);
  const { restart } = usePageCommands();
  if (message === null) return null;
  return (
    <Alert
      className="ns-alert"
      data-tone="bad"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title="Training has stopped"
    >
      <p>{message}</p>
      <Button size="xs" className="ns-strong" onClick={restart}>
        Restart
      </Button>
    </Alert>
  );
}
