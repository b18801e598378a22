import type { StudyKind } from '../../common/studies/study.ts';
import type { PageStore } from '../store/page-store.ts';
import { isUnderWay, STUDY_KINDS } from '../store/study-state.ts';
import type { Autosave } from './autosave.ts';
import type { TrainerClient } from './trainer-client.ts';

interface HiddenHost {
  readonly autosave: Pick<Autosave, 'keepLast'>;
  pause(): void;
  resume(): void;
  /** Puts a new worker in the place of the one that was ended. */
  replaceEnded(cause: string): void;
  readonly commands: { pauseStudy(kind: StudyKind): void; resumeStudy(kind: StudyKind): void };
}

const PUT_AWAY = 'The browser had put this page away.';

/** What the page does when it goes out of sight, and when it comes back. */
export function createHiddenCommands(
  store: PageStore,
  client: Pick<TrainerClient, 'saveRun' | 'saveStudy' | 'leave'>,
  { autosave, commands, pause, replaceEnded, resume }: HiddenHost,
) {
  /** What was paused because nobody saw it: a run by its id, or a study. */
  let waiting: { readonly runId: number } | { readonly kind: StudyKind } | null = null;
  let hasLeft = false;
  const studyOn = () => STUDY_KINDS.find((kind) => isUnderWay(store.getState().studies[kind])) ?? null;

  return {
    /** Nobody sees the page: the run is saved, and waits where the person wants that. */
    pageHidden() {
      const { run, studies, whenHidden } = store.getState();
      const trains = run !== null && run.wants === 'on' && run.phase !== 'finished';
      if (trains) client.saveRun(run.id);
      const kind = studyOn();
      const study = kind === null ? null : studies[kind];
      if (study !== null) client.saveStudy(study.id);
      if (whenHidden !== 'pause') return;
      if (trains) {
        waiting = { runId: run.id };
        pause();
      } else if (kind !== null) {
        waiting = { kind };
        commands.pauseStudy(kind);
      }
    },
    /** The page is seen again: what waited for that goes on, unless the person has done something else with it. */
    pageShown() {
      const was = waiting;
      waiting = null;
      if (was === null) return;
      const { run, studies } = store.getState();
      if ('kind' in was) {
        if (studies[was.kind]?.wants === 'paused' && studies[was.kind]?.phase !== 'finished')
          commands.resumeStudy(was.kind);
      } else if (run?.id === was.runId && run.wants === 'paused' && run.finishReason === null) resume();
    },
    /** The page is left: perhaps for good, perhaps to come back as it was. */
    pageLeft() {
      hasLeft = true;
      void autosave.keepLast();
      client.leave();
    },
    /** The browser has brought the page back as it was, without its worker. */
    pageBack() {
      if (hasLeft) replaceEnded(PUT_AWAY);
      hasLeft = false;
    },
  };
}
