import { armHistory } from '../../../common/experiment/arm-history.ts';
import { armTitle } from '../../../common/experiment/arm-look.ts';
import type { ArmChange, ArmConfig } from '../../../common/experiment/config.ts';
import { THRESHOLD_TEXT } from '../../../common/experiment/verdict-standings.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { values } from '../../../common/lib/series.ts';
import { mean } from '../../../common/lib/statistics.ts';
import {
  type ArmOverSeeds,
  armsOverSeeds,
  divergedCount,
  present,
  reachedCount,
} from '../../../common/studies/over-seeds.ts';
import { meanPercent } from '../../../common/studies/repeats-words.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import type { Cell, DataTable } from '../../export/data-table.ts';
import { FIGURE_UNITS, inUnit } from '../charts/tables/curve-table.ts';
import { BANDS } from './bands.ts';
import type { RepeatsModel } from './repeats-model.ts';

/** The chart's figures: of every arm the mean over seeds at each tested step, the band, and how many seeds it is of. */
export function repeatsMeans({ arms, band, name, steps }: RepeatsModel): DataTable {
  const figure = `test ${FIGURE_UNITS[name]}`;
  const found = arms.map(({ look, readings }) => ({
    label: look.label,
    byStep: new Map(readings.map((reading) => [reading.step, reading])),
  }));
  return {
    columns: [
      'step',
      ...found.flatMap(({ label }) => [
        `${label} mean ${figure}`,
        `${label} ${BANDS[band].label} from`,
        `${label} ${BANDS[band].label} to`,
        `${label} seeds`,
      ]),
    ],
    rows: Array.from(values(steps), (step): Cell[] => [
      step,
      ...found.flatMap(({ byStep }): Cell[] => {
        const reading = byStep.get(step);
        if (reading === undefined) return [null, null, null, 0];
        const { band, mean, seeds } = reading;
        const told = [mean, band?.low ?? null, band?.high ?? null].map((figure) => inUnit(name, figure));
        return [...told, seeds];
      }),
    ]),
  };
}

/** What each arm came to over the seeds that are trained to the end. */
export function armsTable(record: StudyRecord): DataTable {
  const { arms, changes } = record.config.base;
  return {
    columns: [
      'Arm',
      'Test accuracy at the end, mean ± SD',
      `Steps to ${THRESHOLD_TEXT}, mean (range)`,
      `Reached ${THRESHOLD_TEXT}`,
      'Broke down',
    ],
    rows: armsOverSeeds(record).map((own): Cell[] => {
      const arm = arms[own.row];
      const all = own.final.length;
      return [
        arm === undefined ? own.name : titleOf(arm, own.row, changes),
        all === 0 ? null : meanPercent(present(own.final)),
        all === 0 ? null : stepsText(own),
        all === 0 ? null : `${reachedCount(own)} of ${all}`,
        all === 0 ? null : `${divergedCount(own)} of ${all}`,
      ];
    }),
  };
}

/** What an arm is and, by plan, becomes: "B · Plain, batch normalization from step 40". */
const titleOf = (arm: ArmConfig, row: number, changes: readonly ArmChange[]): string =>
  [armTitle(arm, row), ...armHistory(arm, row, changes).words].join(', ');

/** "124 (100 to 150)". */
function stepsText({ reached }: ArmOverSeeds): string {
  const steps = present(reached);
  if (steps.length === 0) return 'none';
  const centre = formatWhole(mean(steps));
  if (steps.length === 1) return centre;
  return `${centre} (${formatWhole(Math.min(...steps))} to ${formatWhole(Math.max(...steps))})`;
}
