import { formatWhole } from '../../../common/lib/format.ts';
import type { PageState, RunState } from '../../store/page-state.ts';
import { canGoOn } from '../../store/selectors.ts';

/** The state of the run in a sentence; null while it simply trains. */
export function describeRun(state: PageState): string | null {
  const { run } = state;
  if (state.trainerMessage !== null) return state.trainerMessage;
  if (run === null) return describeReadiness(state);
  switch (run.phase) {
    case 'preparing':
      return describeLoading(state) ?? describePreparing(run);
    case 'training':
      return run.wants === 'paused' ? 'Pausing …' : describeSlowness(state);
    case 'testing':
      return run.wants === 'paused' ? 'Pausing …' : `Testing on ${describeTestSet(run)} …`;
    case 'probing':
      return 'Measuring the landscape …';
    case 'paused':
      return run.wants === 'on' ? null : 'Paused.';
    case 'finished':
      return canGoOn(run) ? 'Ready to train on: press Start.' : describeFinish(run);
    case 'failed':
      return run.message;
    case 'kept':
      return describeKept(run);
  }
}

function describeKept(run: RunState): string {
  if (!run.hasWeights) return 'As it was stored, without its weights: it can be compared and repeated.';
  if (run.finishReason === null) return 'As you left it: press Start to train on.';
  return canGoOn(run) ? 'Ready to train on: press Start.' : describeFinish(run);
}

function describePreparing({ compiled }: RunState): string {
  if (compiled === null || compiled.total === 0) return 'Getting the networks ready …';
  return `Compiling programs for the GPU: ${compiled.done} of ${compiled.total} …`;
}

const describeTestSet = ({ data }: RunState): string =>
  data === null ? 'the test images' : `${formatWhole(data.testCount)} test images`;

const describeSlowness = ({ backend: { inUse } }: PageState): string | null =>
  inUse?.slow ? `Training is slow on this backend. ${inUse.reason}` : null;

/** What goes on with data chosen while others are in use; null when nothing does. */
export function describeDataChange({ data, run }: PageState): { words: string; failed: boolean } | null {
  if (data.status === 'failed' && data.message !== null) {
    const kept = data.inUse === null ? '' : ` ${data.inUse.name} stays in use.`;
    return { words: `${data.message}${kept}`, failed: true };
  }
  if (data.status !== 'loading' || run === null || run.phase === 'preparing') return null;
  return { words: describeProgress(data), failed: false };
}

function describeReadiness(state: PageState): string | null {
  const { data, backend } = state;
  if (data.status === 'failed' && data.inUse === null)
    return 'There are no data to train on: see Data below.';
  if (backend.status === 'failed' && backend.inUse === null) {
    return 'There is no backend to train on: choose another under Network.';
  }
  return describeLoading(state) ?? 'Ready.';
}

function describeLoading({ data, backend }: PageState): string | null {
  if (data.status === 'loading') return describeProgress(data);
  return backend.status === 'loading' ? 'Getting the backend ready …' : null;
}

function describeProgress({ progress }: PageState['data']): string {
  if (progress === null) return 'Loading the data …';
  const { label, done, total } = progress;
  return total > 0 ? `${label}: ${Math.floor((100 * done) / total)}\u202f%` : `${label} …`;
}

function describeFinish({ finishReason, finishedTarget, record }: RunState): string {
  const steps = formatWhole(record?.step ?? 0);
  switch (finishReason) {
    case 'target':
      return `Finished at step ${steps}: every network still training has reached ${finishedTarget}\u202f%. Raise the target to train on, or Reset for a new run.`;
    case 'all-diverged':
      return `Finished at step ${steps}: no network is left, all have diverged. Reset, lower the learning rates, then Start.`;
    default:
      return `Finished: ${steps} steps are done. Raise “Stop after” to train on, or Reset for a new run.`;
  }
}
