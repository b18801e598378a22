import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { type ArmLook, armAt, lookOfArm } from './bn-segments.ts';
import type { LayersView } from './chart-store.ts';

/** Most arms whose histograms are shown at once. */
export const MOST_ARMS_SHOWN = 8;
const ARMS_AT_FIRST = 2;

/** An arm as it was at the shown step. */
export interface ShownArm {
  readonly arm: number;
  readonly look: ArmLook;
  /** The step at which it diverged, if it had by then. */
  readonly divergedAt: number | null;
  /** The last look inside an arm that has diverged; null else. */
  readonly end: LayerSnapshot | null;
}

/** All that the cards are drawn from. */
export interface LayersLook {
  readonly run: Pick<RunRecord, 'config' | 'changes'>;
  /** At the shown step; null where nothing has been seen yet. */
  readonly snapshot: LayerSnapshot | null;
  /** Those that the view over time shows; none in other views. */
  readonly snapshots: readonly LayerSnapshot[];
  readonly arms: readonly ShownArm[];
  readonly view: LayersView;
}

/** Which arms are shown: those chosen, as far as there are such; else the first two. */
export function chosenArms({ arms }: Pick<LayersView, 'arms'>, count: number): readonly number[] {
  const chosen = (arms ?? []).filter((arm) => arm < count).slice(0, MOST_ARMS_SHOWN);
  if (chosen.length > 0) return chosen.toSorted((a, b) => a - b);
  return Array.from({ length: Math.min(ARMS_AT_FIRST, count) }, (_, arm) => arm);
}

/** The chosen arms after one of them was switched on or off; at least one stays, and no more than can be shown. */
export function toggledArm(chosen: readonly number[], arm: number): readonly number[] {
  const without = chosen.filter((one) => one !== arm);
  if (without.length < chosen.length) return without.length > 0 ? without : chosen;
  return chosen.length < MOST_ARMS_SHOWN ? [...chosen, arm].toSorted((a, b) => a - b) : chosen;
}

/** The chosen arms as they were when the snapshot was taken. */
export function armsAt(
  record: RunRecord | null,
  asked: ExperimentConfig,
  snapshot: LayerSnapshot | null,
  view: LayersView,
): readonly ShownArm[] {
  const { arms } = record?.config ?? asked;
  return chosenArms(view, arms.length).map((arm) => {
    const start = lookOfArm(arms[arm], arm);
    if (record === null || snapshot === null) return { arm, look: start, divergedAt: null, end: null };
    const divergedAt = record.arms[arm]?.divergedAt ?? null;
    const gone = divergedAt !== null && divergedAt <= snapshot.step;
    return {
      arm,
      look: lookOfArm(armAt(record, arm, snapshot.step), arm),
      divergedAt: gone ? divergedAt : null,
      end: gone ? (record.snapshots.findLast((one) => one.arms[arm]) ?? null) : null,
    };
  });
}

export const sameArms = (some: readonly ShownArm[], others: readonly ShownArm[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index];
    return (
      other !== undefined &&
      one.arm === other.arm &&
      one.look.tone === other.look.tone &&
      one.look.name === other.look.name &&
      one.divergedAt === other.divergedAt &&
      one.end === other.end
    );
  });

/** The probes that a view shows, one or two. */
export const probesOf = ({ probe, beside }: LayersView) =>
  beside === null || beside === probe ? [probe] : [probe, beside];
