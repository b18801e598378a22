import { armLetter } from '../../../common/experiment/arms.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { tableText } from '../../export/number-text.ts';
import { type ArmLook, armLookAt } from './bn-segments.ts';
import { figuresOfUnit, type ShownUnit, STAGE_TITLES, type Stage } from './unit-model.ts';

/** Percentiles of one arm's unit at a step; or words where it has none. */
export interface UnitReading {
  readonly arm: number;
  readonly look: ArmLook;
  readonly percentiles: readonly [low: number, middle: number, high: number] | null;
  readonly words: string;
}

/** What a stage's chart says in a look inside the layers. */
export function unitReadings(
  record: RunRecord,
  snapshot: LayerSnapshot | null,
  unit: ShownUnit,
  arms: readonly number[],
  stage: Stage,
): UnitReading[] {
  return arms.map((arm) => {
    const figures = snapshot === null ? null : figuresOfUnit(snapshot, arm, unit);
    const look = armLookAt(record, arm, snapshot?.step ?? 0);
    if (figures === null) return { arm, look, percentiles: null, words: absence(record, arm) };
    const percentiles = [figures[`${stage}15`], figures[`${stage}50`], figures[`${stage}85`]] as const;
    return { arm, look, percentiles, words: percentiles.map(tableText).join(', ') };
  });
}

/** Why no unit is shown of a run. */
export const noUnitWords = ({ snapshots }: RunRecord): string =>
  snapshots.length === 0 ? 'The layers have not been looked at yet.' : 'A run file tells of no single units.';

/** Why an arm has no figures. */
export function absence(record: RunRecord, arm: number): string {
  const divergedAt = record.arms[arm]?.divergedAt ?? null;
  return divergedAt === null ? 'no figures' : `diverged at step ${formatWhole(divergedAt)}`;
}

/** "Unit 38 of layer 10, a typical one". Units are counted from 1, as layers are. */
export const unitName = ({ layer, unit, typical }: ShownUnit): string =>
  `Unit ${formatWhole(unit + 1)} of layer ${layer}${typical ? ', a typical one' : ''}`;

/** A stage's chart in words, for those who cannot see it. */
export function describeStage(
  record: RunRecord,
  unit: ShownUnit,
  stage: Stage,
  readings: readonly UnitReading[],
): string {
  const arms = readings.map(({ arm, look, words }) => `${armLetter(arm)} (${look.words}): ${words}`);
  return (
    `${STAGE_TITLES[stage]}, ${unitName(unit)}: 15th, 50th and 85th percentile over the images, by training step, up to ` +
    `step ${formatWhole(record.step)}. ${arms.join('; ')}.`
  );
}
