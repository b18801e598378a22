import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunFile } from '../../../../../src/common/experiment/read-run-file.ts';
import { recordOfFile } from '../../../../../src/common/experiment/record-of-file.ts';
import { buildRunFile } from '../../../../../src/common/experiment/run-file.ts';
import { shownUnit } from '../../../../../src/page/ui/charts/unit-model.ts';
import { noUnitWords } from '../../../../../src/page/ui/charts/unit-words.ts';
import { propertyCases } from '../../../../depth.ts';
import { mutatedJson } from '../../../../fixtures/json-mutations.ts';
import { chartView, lookAtAll } from '../../../../fixtures/look-at-all.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';
import { smallRunFile } from '../../../../fixtures/small-run-file.ts';

describe('what the page makes of the record of a file', () => {
  it('is made of every file that can be read, whatever its numbers', () => {
    const cases = propertyCases(3000);
    let read = 0;
    fc.assert(
      fc.property(mutatedJson(JSON.stringify(smallRunFile())), (text) => {
        const file = readRunFile(text);
        if ('error' in file) return;
        read += 1;
        lookAtAll(recordOfFile(file.value));
      }),
      cases,
    );
    expect(read).toBeGreaterThan(cases.numRuns / 20);
  });

  it('is made of figures as large and as small as they can be', () => {
    for (const figure of [1e45, 1e-300, -1e45, 0]) {
      const { arms, ...file } = smallRunFile();
      const same = (list: readonly unknown[]) => list.map(() => figure);
      const huge = arms.map((arm) => ({
        ...arm,
        trainLoss: same(arm.trainLoss),
        testLoss: same(arm.testLoss),
        testAccuracy: same(arm.testAccuracy),
        layers: arm.layers.map((row) => ({
          ...row,
          norm: figure,
          std: figure,
          imageStd: figure,
          p85: figure,
        })),
      }));
      const read = readRunFile(JSON.stringify({ ...file, arms: huge }));
      if ('error' in read) throw new Error(read.error);
      lookAtAll(recordOfFile(read.value));
    }
  });

  it('has no single unit, and says why', () => {
    const record = recordOfFile(buildRunFile(fixtureRecord({ step: 20 })));
    expect(shownUnit(record.snapshots[0], chartView.unit)).toBeNull();
    expect(noUnitWords(record)).toBe('A run file tells of no single units.');
    expect(noUnitWords({ ...record, snapshots: [] })).toBe('The layers have not been looked at yet.');
    lookAtAll(record);
  });
});
