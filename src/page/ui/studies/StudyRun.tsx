import './studies.css';
import { Button, Progress } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useShallow } from 'zustand/react/shallow';
import type { StudyKind } from '../../../common/studies/study.ts';
import { isOpen, isUnderWay } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { formatDuration } from '../format.ts';
import { clockText } from '../kept/moment-words.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { describeStudy } from './describe-study.ts';
import { KeptStudyNotice } from './KeptStudyNotice.tsx';

/** The words on the buttons of each kind of study. */
const WORDS: Readonly<
  Record<StudyKind, { begin: string; again: string; stop: string; on: string; progress: string }>
> = {
  ladder: {
    begin: 'Measure',
    again: 'Measure anew',
    stop: 'Stop measuring',
    on: 'Go on measuring',
    progress: 'Ladder measured',
  },
  repeats: {
    begin: 'Repeat over seeds',
    again: 'Repeat anew',
    stop: 'Stop repeating',
    on: 'Go on repeating',
    progress: 'Seeds trained',
  },
};

/** The buttons of a study, how far it is, how long it will take, and what it is doing. */
export function StudyRun({ kind }: { kind: StudyKind }) {
  const study = usePageStore(({ studies }) => studies[kind]);
  const failed = usePageStore(({ trainerMessage }) => trainerMessage !== null);
  const words = usePageStore((state) => (study === null ? null : describeStudy(state, study)));
  const { startStudy, pauseStudy, resumeStudy, clearStudy } = usePageCommands();
  const { again, begin, on, stop } = WORDS[kind];
  const runs = isUnderWay(study);
  const waits = study !== null && isOpen(study) && !runs;
  return (
    <div className="ns-study-run">
      <div className="ns-study-buttons">
        {runs && (
          <Button
            variant="default"
            leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
            onClick={() => pauseStudy(kind)}
          >
            {stop}
          </Button>
        )}
        {waits && (
          <Button className="ns-strong" disabled={failed} onClick={() => resumeStudy(kind)}>
            {on}
          </Button>
        )}
        {!runs && (
          <Button
            {...(waits ? { variant: 'default' } : { className: 'ns-strong' })}
            disabled={failed}
            leftSection={waits ? null : <IconPlayerPlayFilled size={14} aria-hidden />}
            onClick={() => startStudy(kind)}
          >
            {study === null ? begin : again}
          </Button>
        )}
        {study !== null && !runs && (
          <Button variant="subtle" color="var(--ns-soft)" onClick={() => clearStudy(kind)}>
            Clear
          </Button>
        )}
      </div>
      <KeptStudyNotice kind={kind} />
      {study !== null && <StudyProgressBar kind={kind} />}
      <p className="ns-study-words ns-sub" role="status">
        {words}
      </p>
    </div>
  );
}

function StudyProgressBar({ kind }: { kind: StudyKind }) {
  const { done, all, elapsedMs, leftMs, note, savedAt } = usePageStore(
    useShallow(({ studies }) => {
      const progress = studies[kind]?.record?.progress;
      return {
        done: progress?.memberSteps ?? 0,
        all: progress?.allMemberSteps ?? 1,
        elapsedMs: progress?.elapsedMs ?? 0,
        leftMs: progress?.leftMs ?? null,
        note: progress?.note ?? null,
        savedAt: studies[kind]?.savedAt ?? null,
      };
    }),
  );
  const share = Math.min(1, done / all);
  return (
    <>
      <Progress
        className="ns-progress"
        value={100 * share}
        size={5}
        color="var(--ns-ink)"
        transitionDuration={0}
        aria-label={WORDS[kind].progress}
      />
      <div className="ns-progress-words ns-sub">
        <span>
          {Math.floor(100 * share)}
          {'\u202f'}% · {formatDuration(elapsedMs)}
          {savedAt !== null && ` · saved at ${clockText(savedAt)}`}
        </span>
        {share < 1 && leftMs !== null && <span>about {formatDuration(leftMs)} left</span>}
      </div>
      {note !== null && <p className="ns-study-words ns-sub">{note}</p>}
    </>
  );
}
