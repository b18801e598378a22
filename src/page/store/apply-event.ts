import { changedArm } from '../../common/experiment/changes.ts';
import type { ArmChange } from '../../common/experiment/config.ts';
import type { Telemetry } from '../../common/experiment/metrics.ts';
import { newRecord, recordMove, recordTelemetry } from '../../common/experiment/run-record.ts';
import { SETTINGS } from '../../common/experiment/settings.ts';
import { assertNever } from '../../common/lib/assert-never.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import { type PageState, type Resource, type RunState, ratesAreEqual } from './page-state.ts';
import { applyStudyEvent } from './study-actions.ts';

type EventOf<T extends WorkerEvent['type']> = Extract<WorkerEvent, { type: T }>;

/** The page after an event of the worker. Pure; answers to old requests and news of old runs change nothing. */
export function applyEvent(state: PageState, event: WorkerEvent): PageState {
  switch (event.type) {
    case 'data-progress': {
      if (event.requestId !== state.data.requestId) return state;
      const { label, done, total } = event;
      return { ...state, data: { ...state.data, progress: { label, done, total } } };
    }
    case 'data-ready':
      return event.requestId === state.data.requestId ? withData(state, event) : state;
    case 'data-failed': {
      if (event.requestId !== state.data.requestId) return state;
      const data = state.data.inUse?.source ?? state.asked.data;
      return { ...state, asked: { ...state.asked, data }, data: failed(state.data, event.message) };
    }
    case 'backend-ready':
      if (event.requestId !== state.backend.requestId) return state;
      return withBackend(state, event);
    case 'backend-failed': {
      if (event.requestId !== state.backend.requestId) return state;
      const backend = state.backend.inUse?.asked ?? state.asked.backend;
      return { ...state, asked: { ...state.asked, backend }, backend: failed(state.backend, event.message) };
    }
    case 'run-progress': {
      const { done, total } = event;
      return inRun(state, event.runId, (run) => ({ ...run, compiled: { done, total } }));
    }
    case 'run-prepared':
      return inRun(state, event.runId, (run) => prepared(state, run, event));
    case 'telemetry':
      return withLink(
        inRun(state, event.runId, (run) => withTelemetry(run, event.telemetry)),
        event.telemetry,
      );
    case 'run-state':
      return inRun(state, event.runId, (run) => withPhase(run, event));
    case 'run-notice':
      return inRun(state, event.runId, (run) => ({ ...run, notice: event.message }));
    // What is broken may go on in a new worker: `client/rescue.ts` sees to that. The other two are for those who keep runs.
    case 'backend-lost':
    case 'run-checkpoint':
    case 'pong':
      return state;
    case 'run-failed': {
      const { message } = event;
      if (event.cause === 'broken') return state;
      // One that could not be gone on with is still there to be seen, and to be tried again.
      return inRun(state, event.runId, (run) => ({
        ...run,
        phase: run.phase === 'preparing' && run.record !== null ? 'kept' : 'failed',
        wants: 'paused',
        message,
      }));
    }
    case 'study-progress':
    case 'study-begun':
    case 'study-telemetry':
    case 'study-state':
    case 'study-checkpoint':
    case 'study-failed':
      return applyStudyEvent(state, event);
    default:
      return assertNever(event);
  }
}

const ready = <T>(resource: Resource<T>, inUse: T, message: string | null): Resource<T> => ({
  ...resource,
  status: 'ready',
  progress: null,
  inUse,
  message,
});

const failed = <T>(resource: Resource<T>, message: string): Resource<T> => ({
  ...resource,
  status: 'failed',
  progress: null,
  message,
});

function inRun(state: PageState, runId: number, next: (run: RunState) => RunState): PageState {
  return state.run?.id === runId ? { ...state, run: next(state.run) } : state;
}

/** Data that come after a failure stand in for those asked for: the reason stays to be read. */
function withData(state: PageState, { data }: EventOf<'data-ready'>): PageState {
  const asked = { ...state.asked, data: data.source };
  const reason = state.data.status === 'failed' ? state.data.message : null;
  const words = [reason, data.note].filter((sentence) => sentence !== null);
  return { ...state, asked, data: ready(state.data, data, words.length > 0 ? words.join(' ') : null) };
}

/** A backend that comes after a failure stands in for the one asked for: the reason stays to be read. */
function withBackend(state: PageState, { backend }: EventOf<'backend-ready'>): PageState {
  const asked = { ...state.asked, backend: backend.asked };
  const reason = state.backend.status === 'failed' ? state.backend.message : null;
  const instead = reason && `${reason} ${SETTINGS.backend.values[backend.backend]} is used instead.`;
  return { ...state, asked, backend: ready(state.backend, backend, instead) };
}

/** Commands are handled in order, so the data and the backend in use now are the run's. */
function prepared(state: PageState, run: RunState, { environment }: EventOf<'run-prepared'>): RunState {
  const data = state.data.inUse?.source ?? run.config.data;
  const backend = state.backend.inUse?.asked ?? run.config.backend;
  const startConfig = { ...run.startConfig, data, backend };
  return {
    ...run,
    config: { ...run.config, data, backend },
    startConfig,
    phase: run.wants === 'on' ? 'training' : 'paused',
    record: run.record === null ? newRecord(startConfig, environment) : recordMove(run.record, environment),
    data: state.data.inUse,
  };
}

function withTelemetry(run: RunState, telemetry: Telemetry): RunState {
  if (run.record === null) return run;
  const record = recordTelemetry(run.record, telemetry);
  if (telemetry.changes.length === 0) return { ...run, record };
  const arms = run.arms.map((arm, index) =>
    telemetry.changes.filter((change) => change.arm === index).reduce(changedArm, arm),
  );
  return { ...run, record, arms, pending: withoutConfirmed(run.pending, telemetry.changes) };
}

/** Rates that a planned change has set apart no longer move together. */
function withLink(state: PageState, { changes }: Telemetry): PageState {
  const { run, ratesLinked } = state;
  if (run === null || !ratesLinked || changes.length === 0 || run.pending.length > 0) return state;
  const learning = run.arms.filter((_, index) => run.record?.arms[index]?.divergedAt === null);
  return ratesAreEqual(learning) ? state : { ...state, ratesLinked: false };
}

/** A later change of the same thing makes an earlier one moot, so everything up to the confirmed one goes. */
function withoutConfirmed(
  pending: readonly ArmChange[],
  confirmed: readonly ArmChange[],
): readonly ArmChange[] {
  return confirmed.reduce<readonly ArmChange[]>((left, change) => {
    const index = left.findIndex((one) => asksTheSame(one, change));
    if (index === -1) return left;
    return left.filter((one, at) => at > index || one.arm !== change.arm || one.kind !== change.kind);
  }, pending);
}

function asksTheSame(one: ArmChange, other: ArmChange): boolean {
  if (one.arm !== other.arm) return false;
  if (one.kind === 'bn') return other.kind === 'bn' && one.on === other.on;
  return other.kind === 'rate' && one.rate === other.rate;
}

/** A pause is what the person wants already; when they want to go on meanwhile, the news of it come late. */
function withPhase(run: RunState, { state, reason }: EventOf<'run-state'>): RunState {
  const finished = state === 'finished';
  return {
    ...run,
    phase: state,
    finishReason: finished ? reason : null,
    finishedTarget: finished ? run.config.target : run.finishedTarget,
    wants: finished ? 'paused' : run.wants,
  };
}
