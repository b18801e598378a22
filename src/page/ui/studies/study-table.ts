import { armTitle } from '../../../common/experiment/arm-look.ts';
import { at } from '../../../common/lib/series.ts';
import { studyMembers } from '../../../common/studies/study.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import type { Cell, DataTable } from '../../export/data-table.ts';
import { inPercent } from '../../export/number-text.ts';
import { FIGURE_UNITS } from '../charts/tables/curve-table.ts';

/** Every test of every network of a study; one that broke down before its first test has a row of its own. */
export function studyTable({ config, members }: StudyRecord): DataTable {
  const rows = studyMembers(config).flatMap(({ arm, row, seed }, index): Cell[][] => {
    const member = members[index];
    if (member === undefined) return [];
    const { divergedAt, testAccuracy, testLoss, testStep } = member;
    const who: Cell[] = [armTitle(arm, row), arm.rate, seed];
    if (testStep.length === 0) return divergedAt === null ? [] : [[...who, null, null, null, divergedAt]];
    return Array.from({ length: testStep.length }, (_, test): Cell[] => [
      ...who,
      at(testStep, test),
      at(testLoss, test),
      inPercent(at(testAccuracy, test)),
      divergedAt,
    ]);
  });
  const figures = [`test ${FIGURE_UNITS.loss}`, `test ${FIGURE_UNITS.accuracy}`];
  return { columns: ['arm', 'learning rate', 'seed', 'step', ...figures, 'diverged at step'], rows };
}
