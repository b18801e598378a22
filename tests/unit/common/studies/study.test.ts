import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { RATE } from '../../../../src/common/experiment/settings.ts';
import { ladderRates, STUDY_DEFAULTS } from '../../../../src/common/experiment/study-settings.ts';
import {
  ladderRows,
  ladderStudy,
  ladderTestSteps,
  memberAt,
  repeatsStudy,
  studyMembers,
} from '../../../../src/common/studies/study.ts';

const base = PRESETS['deep-mlp'];

describe('a ladder', () => {
  it('has twelve rates from 0.001 to 3 when nothing else is asked for, evenly spaced on a logarithmic scale', () => {
    expect(ladderRates(STUDY_DEFAULTS.ladder)).toEqual([
      0.001, 0.0021, 0.0043, 0.0089, 0.018, 0.038, 0.079, 0.16, 0.34, 0.7, 1.4, 3,
    ]);
  });

  it('rises from the first rate to the last, whatever they are', () => {
    const rate = fc.double({ min: RATE.min, max: RATE.max, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 2, max: 24 }), (one, other, count) => {
        fc.pre(Math.max(one, other) > 1.0001 * Math.min(one, other));
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const rates = ladderRates({ from, to, count });
        expect(rates).toHaveLength(count);
        expect([rates[0], rates.at(-1)]).toEqual([from, to]);
        expect([...new Set(rates)].sort((a, b) => a - b)).toEqual(rates);
      }),
    );
  });

  it('takes arms that differ by rate, name or colour only once', () => {
    const arms = [
      { bn: true, rate: 0.1 },
      { bn: true, rate: 1, name: 'fast', color: 2 },
      { bn: false, rate: 0.1 },
      { bn: true, rate: 0.1, norm: { epsilon: 0.1, kind: 'layer' as const } },
      { bn: true, rate: 0.3, norm: { kind: 'layer' as const, epsilon: 0.1 } },
    ];
    expect(ladderRows(arms)).toEqual([arms[0], arms[2], arms[3]]);
  });

  it('trains every arm at every rate with the same seed, and leaves planned changes out', () => {
    const changes = [{ kind: 'bn' as const, step: 5, arm: 1, on: true }];
    const study = ladderStudy({ ...base, changes, target: 90 }, base.arms, STUDY_DEFAULTS);
    const members = studyMembers(study);
    expect(members).toHaveLength(24);
    expect(members[memberAt(study, 1, 3)]).toMatchObject({
      arm: { bn: false, rate: 0.0089 },
      seed: 1,
      row: 1,
      column: 3,
    });
    expect(study.base).toMatchObject({ steps: 500, target: 0, changes: [] });
  });

  it('is tested five times, the last time at its end', () => {
    expect(ladderTestSteps(500)).toEqual([100, 200, 300, 400, 500]);
    expect(ladderTestSteps(3)).toEqual([1, 2, 3]);
    expect(ladderTestSteps(1)).toEqual([1]);
  });
});

describe('repeats', () => {
  it('train the experiment with its own seed and those after it', () => {
    const study = repeatsStudy({ ...base, seed: 7 }, { ...STUDY_DEFAULTS, repeats: 3 });
    expect(study.columns).toEqual([7, 8, 9]);
    expect(studyMembers(study).map(({ arm, seed }) => [arm.bn, arm.rate, seed])).toEqual([
      [true, 0.1, 7],
      [false, 0.1, 7],
      [true, 0.1, 8],
      [false, 0.1, 8],
      [true, 0.1, 9],
      [false, 0.1, 9],
    ]);
    expect(study.base.steps).toBe(base.steps);
    expect(repeatsStudy(base, { ...STUDY_DEFAULTS, repeatSteps: 90 }).base.steps).toBe(90);
  });
});
