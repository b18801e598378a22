import { changedArm } from '../../common/experiment/changes.ts';
import type { ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { plannedAndDone } from '../../common/experiment/replay.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import { MOST_BY_HAND } from './arm-actions.ts';
import { armSlot, armSlots } from './arm-slots.ts';
import type { Difference } from './difference.ts';
import { comparedData, dataDifference, differences } from './differences.ts';
import type { PageState, RunState } from './page-state.ts';

export const selectRecord = ({ run }: PageState) => run?.record ?? null;

/** Whether a finished run can train on, because its end has since been moved. */
export function canGoOn({ finishReason, finishedTarget, config, record }: RunState): boolean {
  if (record === null || finishReason === null || finishReason === 'all-diverged') return false;
  if (config.steps <= record.step) return false;
  return finishReason === 'steps' || config.target === 0 || config.target > finishedTarget;
}

/** What the main button does now; null when there is nothing to start, pause or resume. */
export function selectMainAction(state: PageState): 'start' | 'pause' | 'resume' | null {
  const { run } = state;
  if (state.trainerMessage !== null) return null;
  if (run === null) return isUsable(state) ? 'start' : null;
  if (run.phase === 'failed' || !run.hasWeights) return null;
  if (run.phase === 'kept' && run.finishReason === null) return isUsable(state) ? 'resume' : null;
  if (run.phase === 'finished' || run.phase === 'kept') return canGoOn(run) ? 'resume' : null;
  return run.wants === 'on' ? 'pause' : 'resume';
}

/** Whether a run could start, perhaps after some loading. */
const isUsable = ({ data, backend }: PageState): boolean =>
  [data, backend].every(({ status, inUse }) => status !== 'failed' || inUse !== null);

/** Whether one step can be asked for. A step while the run is being prepared would only queue up. */
export const selectCanStep = (state: PageState): boolean =>
  state.run?.phase !== 'preparing' && selectMainAction(state) !== null;

/** What an arm's controls show, and what a change of them does. */
export interface ArmView extends ArmConfig {
  /** A change acts on the run at its next step; otherwise it waits for a new run. */
  readonly live: boolean;
  /** A change has been sent and takes effect at the next step. */
  readonly pending: boolean;
  readonly divergedAt: number | null;
  /** Whether the next run is to be without it, or adds it to those of this run; null for neither. */
  readonly fate: 'leaves' | 'joins' | null;
}

/** How many arms the controls show: the run's, and those that the next run adds. */
export const selectArmCount = (state: PageState): number => armSlots(state).length;

/** An arm as its controls show it: what is in force in the run or on its way; else, and once it is edited for a next run, what is asked. */
export function selectArm(state: PageState, slot: number): ArmView {
  const { run } = state;
  const place = armSlot(state, slot);
  const asked = place.asked === null ? undefined : state.asked.arms[place.asked];
  const divergedAt = run?.record?.arms[slot]?.divergedAt ?? null;
  const inForce = run?.arms[slot];
  const fate = run === null ? null : inForce === undefined ? 'joins' : asked === undefined ? 'leaves' : null;
  const live = run !== null && isLive(run) && divergedAt === null;
  if (!live || inForce === undefined) {
    const untouched = run !== null && !run.armsTouched && divergedAt === null;
    const shown = (untouched ? inForce : asked) ?? asked ?? inForce ?? { bn: false, rate: 0 };
    return { ...shown, live: false, pending: false, divergedAt, fate };
  }
  const pending = run.pending.filter(({ arm }) => arm === slot);
  return { ...pending.reduce(changedArm, inForce), live, pending: pending.length > 0, divergedAt, fate };
}

/** The switches of an arm's normalization that the next run is asked to have; null for an arm that is to leave. */
export function selectAskedNorm(state: PageState, slot: number): ArmConfig['norm'] | null {
  const { asked } = armSlot(state, slot);
  return asked === null ? null : state.asked.arms[asked]?.norm;
}

/** Whether one more arm can be asked for, and whether one can be taken out. */
export const selectCanAddArm = ({ asked }: PageState): boolean => asked.arms.length < MOST_BY_HAND;
export const selectCanRemoveArm = ({ asked }: PageState): boolean => asked.arms.length > 1;

const isLive = (run: RunState): boolean =>
  run.phase !== 'failed' && run.hasWeights && (run.finishReason === null || canGoOn(run));

/** The config that the charts show: the run's, with its end in force, or what a run would have. */
export function selectShownConfig(state: PageState): ExperimentConfig {
  return state.run?.config ?? state.asked;
}

/** When the run ends and what is measured on its way, as the controls show it: the run's while there is one. */
export const selectPlan = ({ run, asked }: PageState): RunPlan => {
  const { probeEvery, ribbonsEvery, steps, target } = run?.config ?? asked;
  return { probeEvery, ribbonsEvery, steps, target };
};

/** What is asked for, as far as it is compared with a run. */
export type AskedArms = Pick<PageState, 'asked' | 'askedKeys'>;

/** What a new run would do otherwise than the one that exists, in words. */
export function listDifferences(
  { asked, askedKeys }: AskedArms,
  run: Pick<RunState, 'config' | 'data' | 'armKeys'> | null,
  data: PageState['data']['inUse'],
): readonly Difference[] {
  if (run === null) return [];
  const found = differences(asked, run.config, armSlots({ askedKeys, run }));
  if (asked.data !== run.config.data || run.data === null || data === null) return found;
  // Of other sources there is one name each, and a person knows them by the setting.
  const other = dataDifference(comparedData(run.data), comparedData(data));
  return other === null || (asked.data !== 'files' && other.label === 'Files') ? found : [...found, other];
}

/** How many changes of a run its plan did not hold: those made by hand. */
export const selectHandChangeCount = ({ run }: PageState): number =>
  run?.record == null ? 0 : run.record.changes.length - plannedAndDone(run.record).length;
