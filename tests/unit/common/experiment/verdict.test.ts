import { describe, expect, it } from 'vitest';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';
import { newRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { judge } from '../../../../src/common/experiment/verdict.ts';
import { fixtureConfig, fixtureEnvironment } from '../../../fixtures/record.ts';

type Score = readonly [step: number, accuracy: number, loss?: number];

/** A record in which each arm was tested as told. Arm A has batch normalization, B is plain, unless told otherwise. */
function tested(
  a: readonly Score[],
  b: readonly Score[],
  extra: { diverged?: [number, number]; changes?: ArmChange[]; bn?: boolean[] } = {},
) {
  const config = fixtureConfig({
    config: { arms: (extra.bn ?? [true, false]).map((bn) => ({ bn, rate: 0.1 })) },
  });
  const [arm, step] = extra.diverged ?? [];
  return recordTelemetry(newRecord(config, fixtureEnvironment), {
    step: Math.max(...a.map(([at]) => at), ...b.map(([at]) => at)),
    elapsedMs: 1,
    stepsPerSecond: 1,
    train: [],
    tests: a.map(([at, accuracy, loss = 0.3], index) => ({
      step: at,
      loss: [loss, b[index]?.[2] ?? 0.3],
      accuracy: [accuracy, b[index]?.[1] ?? Number.NaN],
      byBatch: null,
    })),
    changes: extra.changes ?? [],
    divergences: arm === undefined || step === undefined ? [] : [{ arm, step }],
    snapshots: [],
    stepSizes: [],
    ribbons: [],
  });
}

const learns: Score[] = [
  [0, 0.1],
  [100, 0.85],
  [200, 0.92],
  [1000, 0.96],
];
const chance: Score[] = [
  [0, 0.1, 2.3],
  [100, 0.1, 2.3],
  [200, 0.11, 2.3],
  [1000, 0.1, 2.3],
];

describe('the verdict', () => {
  it('says nothing before there is anything to say', () => {
    expect(judge(tested([[0, 0.1]], [[0, 0.1]]))).toMatchObject({
      headline: 'Nothing is trained yet.',
      stepsTo: [null, null],
    });
  });

  it('is in no hurry', () => {
    const early = (accuracy: number): Score[] => [
      [0, 0.1],
      [60, accuracy],
    ];
    expect(judge(tested(early(0.25), early(0.1))).headline).toBe('Too early to tell.');
    expect(judge(tested(early(0.86), early(0.1))).headline).toBe(
      'In this run (seed 1), batch normalization is ahead, but it is early.',
    );
  });

  it('says that batch normalization learns where the plain net stays at chance', () => {
    const verdict = judge(tested(learns, chance));
    expect(verdict.headline).toBe(
      'In this run (seed 1), batch normalization learns; the plain net does not.',
    );
    expect(verdict.detail).toContain('96.0\u202f% against 10.0\u202f%');
    expect(verdict.detail).toContain('at chance');
    expect(verdict.stepsTo).toEqual([200, null]);
  });

  it('says the opposite when the opposite is seen', () => {
    expect(judge(tested(chance, learns)).headline).toBe(
      'In this run (seed 1), the plain net learns; batch normalization does not.',
    );
  });

  it('says when neither learns', () => {
    expect(judge(tested(chance, chance)).headline).toBe('In this run (seed 1), neither network learns.');
  });

  it('calls a net at chance with a huge loss a failure, without a NaN', () => {
    const huge = chance.map(([step, accuracy]): Score => [step, accuracy, 14]);
    expect(judge(tested(learns, huge)).detail).toContain(
      'failed without a NaN: its loss is 14, and guessing gives 2.30',
    );
  });

  it('names the step at which an arm broke down', () => {
    const verdict = judge(
      tested(
        learns,
        [
          [0, 0.1],
          [100, 0.5],
        ],
        { diverged: [1, 141] },
      ),
    );
    expect(verdict.headline).toBe(
      'In this run (seed 1), batch normalization learns; the plain net broke down at step 141.',
    );
    expect(verdict.stepsTo).toEqual([200, 'diverged']);
  });

  it('gives a score the step it was measured at, and an arm that broke down none of the others’', () => {
    const verdict = judge({ ...tested(learns, chance, { diverged: [1, 900] }), step: 1500 });
    expect(verdict.detail).toContain('At the test after 1,000 steps: 96.0\u202f% against nothing.');
    expect(verdict.detail).toContain('from step 900 on; its last test gave 10.0\u202f%');
  });

  it('keeps the steps of an arm that reached the threshold and then broke down', () => {
    const verdict = judge(tested(learns, learns, { diverged: [1, 900] }));
    expect(verdict.stepsTo).toEqual([200, 200]);
    expect(verdict.headline).toContain('broke down at step 900');
  });

  it('says that there is no difference where there is none', () => {
    expect(judge(tested(learns, learns)).headline).toBe(
      'No clear difference in this run (seed 1): both networks learn equally well.',
    );
  });

  it('says who is faster, and who is ahead now', () => {
    const slow: Score[] = [
      [0, 0.1],
      [100, 0.5],
      [200, 0.7],
      [1000, 0.955],
    ];
    expect(judge(tested(learns, slow)).headline).toBe(
      'In this run (seed 1), batch normalization is faster; by now both score the same.',
    );
    const better: Score[] = [
      [0, 0.1],
      [100, 0.5],
      [200, 0.7],
      [1000, 0.98],
    ];
    expect(judge(tested(learns, better)).headline).toBe(
      'In this run (seed 1), batch normalization is faster to 90\u202f%, but the plain net is now ahead.',
    );
    const worse: Score[] = [
      [0, 0.1],
      [100, 0.5],
      [200, 0.7],
      [1000, 0.91],
    ];
    expect(judge(tested(worse, learns)).headline).toBe(
      'In this run (seed 1), the plain net is faster and ahead.',
    );
  });

  it('counts 90 % as reached by the accuracy itself, as the end of a run does, not by its text', () => {
    const near: Score[] = [
      [0, 0.1],
      [100, 0.8996],
      [200, 0.9],
    ];
    expect(judge(tested(near, near)).stepsTo).toEqual([200, 200]);
  });

  it('calls a lead of exactly one point a lead wherever it lies', () => {
    const ends = (accuracy: number): Score[] => [
      [0, 0.1],
      [100, 0.92],
      [200, accuracy],
    ];
    for (const [one, other] of [
      [0.95, 0.94],
      [0.94, 0.93],
      [0.97, 0.96],
    ] as const) {
      expect(judge(tested(ends(one), ends(other))).headline).toContain('is now ahead');
    }
  });

  it('says when only one has got there', () => {
    const late: Score[] = [
      [0, 0.1],
      [100, 0.5],
      [200, 0.7],
      [1000, 0.8],
    ];
    expect(judge(tested(late, learns)).headline).toBe(
      'In this run (seed 1), the plain net has reached 90\u202f%; batch normalization not yet.',
    );
  });

  it('of a run that is over waits for nothing more', () => {
    const over = (a: readonly Score[], b: readonly Score[]) => {
      const record = tested(a, b);
      return judge({ ...record, config: { ...record.config, steps: record.step } });
    };
    const early = (accuracy: number): Score[] => [
      [0, 0.1],
      [60, accuracy],
    ];
    expect(over(early(0.25), early(0.1))).toMatchObject({
      headline: 'No clear difference in this run (seed 1).',
      stepsTo: [null, null],
      isOver: true,
      steps: 60,
    });
    expect(over(early(0.86), early(0.1)).headline).toBe(
      'In this run (seed 1), batch normalization ends ahead.',
    );
    const late: Score[] = [...learns.slice(0, 1), [100, 0.5], [200, 0.7], [1000, 0.8]];
    expect(over(late, learns).headline).toBe(
      'In this run (seed 1), the plain net reached 90\u202f%; batch normalization did not within 1,000 steps.',
    );
    for (const [a, b] of [
      [early(0.25), early(0.1)],
      [late, learns],
      [late, late],
      [learns, learns],
      [learns, chance],
    ] as const) {
      const { headline } = over(a, b);
      expect(headline).not.toMatch(/yet|early|so far|now/);
      expect(headline).toContain('n this run (seed 1)');
    }
  });

  it('is over at the target, or when nothing is left that could learn', () => {
    const record = tested(learns, learns);
    expect(judge(record).isOver).toBe(false);
    expect(judge({ ...record, config: { ...record.config, target: 95 } }).isOver).toBe(true);
    expect(judge({ ...record, step: 1010, config: { ...record.config, steps: 1010 } }).isOver).toBe(false);
    const arms = record.arms.map((arm) => ({ ...arm, divergedAt: 7 }));
    expect(judge({ ...record, arms }).isOver).toBe(true);
  });

  it('never sells one run as evidence', () => {
    for (const record of [tested(learns, chance), tested(chance, learns), tested([[0, 0.1]], [[0, 0.1]])]) {
      const { caveat } = judge(record);
      expect(caveat).toContain('A single seed isn’t conclusive');
      expect(caveat).toContain('“Over seeds”');
    }
  });

  it('says when a change in the middle has spoilt the comparison, and names arms by letter then', () => {
    const changes: ArmChange[] = [{ kind: 'bn', step: 500, arm: 1, on: true }];
    const verdict = judge(tested(learns, chance, { changes }));
    expect(verdict.headline).toBe('In this run (seed 1), A learns; B does not.');
    expect(verdict.caveat).toMatch(/^B was changed during the run.*A single seed isn’t conclusive/);
  });

  it('names two arms of one kind by letter', () => {
    expect(judge(tested(learns, chance, { bn: [true, true] })).headline).toBe(
      'In this run (seed 1), A learns; B does not.',
    );
  });
});
