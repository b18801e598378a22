import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmChange, ExperimentConfig } from '../../common/experiment/config.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ChosenFile, Command, RunPlan } from '../../common/protocol/commands.ts';
import { parseEvent, type WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyConfig } from '../../common/studies/study.ts';
import type { StudyCheckpoint } from '../../common/studies/study-checkpoint.ts';
import { trainerStopped } from '../store/actions.ts';
import { applyEvent } from '../store/apply-event.ts';
import type { PageStore } from '../store/page-store.ts';
import { browserSchedule, type DrawSchedule } from './draw-schedule.ts';

/** The part of a `Worker` that is used. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

/** The page's end of the worker. Commands go out at once; what comes back is in the store before the next frame. */
export interface TrainerClient {
  loadData(requestId: number, data: SettingValue<'data'>, files: readonly ChosenFile[]): void;
  chooseBackend(requestId: number, backend: SettingValue<'backend'>): void;
  /**
   * @param checkpoint where to go on from; null for the first step
   * @param skipProbesAt steps at which the landscape is not measured by the plan
   */
  startRun(
    runId: number,
    config: ExperimentConfig,
    go: 'on' | 'one-step',
    checkpoint: Checkpoint | null,
    skipProbesAt?: readonly number[],
  ): void;
  /** Asks for a checkpoint, as soon as can be. */
  saveRun(runId: number): void;
  noteKept(runId: number, tookMs: number): void;
  ping(pingId: number): void;
  pauseRun(runId: number): void;
  resumeRun(runId: number): void;
  stepRun(runId: number): void;
  endRun(runId: number): void;
  changeArm(runId: number, change: ArmChange): void;
  setPlan(runId: number, plan: RunPlan): void;
  probeRun(runId: number, what: 'step-size' | 'ribbons'): void;
  /** @param checkpoint where to go on from; null for the first step */
  startStudy(studyId: number, study: StudyConfig, checkpoint: StudyCheckpoint | null): void;
  saveStudy(studyId: number): void;
  noteStudyKept(studyId: number, tookMs: number): void;
  pauseStudy(studyId: number): void;
  resumeStudy(studyId: number): void;
  endStudy(studyId: number): void;
  /** Ends the worker, if there is one, and makes a new one that knows nothing. */
  restart(): void;
  /** Ends the worker, and says why in the store. */
  stop(message: string): void;
  /** Ends the worker without a word. */
  leave(): void;
  listen(listener: ClientListener): void;
}

/** Who listens to the client besides the store. */
export interface ClientListener {
  /** An event has been taken into the store. */
  onEvent(event: WorkerEvent): void;
  /** Anything was heard of the worker. */
  onSign(): void;
  /** The worker cannot be spoken with any more. @param cause what happened, in a sentence */
  onDeath(cause: string): void;
}

export const WORKER_FAILED = 'The part of the page that trains has failed.';
export const NEVER_STARTED = 'The part of the page that trains could not be started.';
export const UNREADABLE = 'The part of the page that trains said something that could not be read.';

/**
 * Starts the worker and listens. Telemetry is folded into the store at most once a frame, then credited, so that a slow
 * page gets less of it, never a heap of it.
 *
 * @param makeWorker called for the first worker and at every restart
 */
export function createTrainerClient(
  store: PageStore,
  makeWorker: () => WorkerLike,
  schedule: DrawSchedule = browserSchedule,
): TrainerClient {
  let listener: ClientListener | null = null;
  let worker: WorkerLike | null = null;
  let waiting: WorkerEvent[] = [];
  /** Commands for a run that the worker does not know yet, because it is still loading something. */
  let held: { readonly runId: number; readonly commands: Command[] } | null = null;
  const send = (command: Command) => worker?.postMessage(command);
  const sendToRun = (command: Command & { runId: number }) => {
    if (held?.runId === command.runId) held.commands.push(command);
    else send(command);
  };
  const release = (runId: number) => {
    if (held?.runId !== runId) return;
    const { commands } = held;
    held = null;
    commands.forEach(send);
  };

  const takeIn = (from: WorkerLike) => {
    if (worker !== from) return;
    const events = waiting;
    waiting = [];
    store.setState((state) => events.reduce(applyEvent, state));
    for (const event of events) if (event.type === 'run-prepared') release(event.runId);
    for (const event of events) listener?.onEvent(event);
    schedule.afterDraw(() => {
      if (worker !== from) return;
      for (const event of events) {
        if (event.type === 'telemetry') send({ type: 'credit', runId: event.runId });
        if (event.type === 'study-telemetry') send({ type: 'study-credit', studyId: event.studyId });
      }
    });
  };

  const end = () => {
    worker?.terminate();
    worker = null;
    waiting = [];
    held = null;
  };
  const stop = (message: string) => {
    end();
    store.setState((state) => trainerStopped(state, message));
  };

  const hearOf = (made: WorkerLike) => {
    let heard = false;
    made.onmessage = ({ data }) => {
      if (worker !== made) return;
      heard = true;
      listener?.onSign();
      try {
        waiting.push(parseEvent(data));
      } catch (error) {
        console.error('A message from the worker could not be read.', error);
        listener?.onDeath(UNREADABLE);
        return;
      }
      if (waiting.length === 1) schedule.beforeDraw(() => takeIn(made));
    };
    const fail = () => {
      if (worker === made) listener?.onDeath(heard ? WORKER_FAILED : NEVER_STARTED);
    };
    made.onerror = fail;
    made.onmessageerror = fail;
  };

  const restart = () => {
    end();
    worker = makeWorker();
    hearOf(worker);
  };
  restart();

  return {
    loadData: (requestId, data, files) => send({ type: 'load-data', requestId, data, files: [...files] }),
    chooseBackend: (requestId, backend) => send({ type: 'choose-backend', requestId, backend }),
    startRun(runId, config, go, checkpoint, skipProbesAt = []) {
      held = { runId, commands: [] };
      const skipped = skipProbesAt.length === 0 ? {} : { skipProbesAt: [...skipProbesAt] };
      send({ type: 'start-run', runId, config, go, checkpoint, ...skipped });
    },
    saveRun: (runId) => send({ type: 'save-run', runId }),
    noteKept: (runId, tookMs) => send({ type: 'checkpoint-kept', runId, tookMs }),
    ping: (pingId) => send({ type: 'ping', pingId }),
    pauseRun: (runId) => sendToRun({ type: 'pause-run', runId }),
    resumeRun: (runId) => sendToRun({ type: 'resume-run', runId }),
    stepRun: (runId) => sendToRun({ type: 'step-run', runId }),
    changeArm: (runId, change) => sendToRun({ type: 'change-arm', runId, change }),
    setPlan: (runId, plan) => sendToRun({ type: 'set-plan', runId, plan }),
    probeRun: (runId, what) => sendToRun({ type: 'probe-run', runId, what }),
    startStudy: (studyId, study, checkpoint) => send({ type: 'start-study', studyId, study, checkpoint }),
    saveStudy: (studyId) => send({ type: 'save-study', studyId }),
    noteStudyKept: (studyId, tookMs) => send({ type: 'study-kept', studyId, tookMs }),
    pauseStudy: (studyId) => send({ type: 'pause-study', studyId }),
    resumeStudy: (studyId) => send({ type: 'resume-study', studyId }),
    endStudy: (studyId) => send({ type: 'end-study', studyId }),
    endRun(runId) {
      held = null;
      send({ type: 'end-run', runId });
    },
    restart,
    stop,
    leave: end,
    listen(one) {
      listener = one;
    },
  };
}
