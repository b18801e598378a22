import { describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../../../src/common/experiment/config.ts';
import { newRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { judge } from '../../../../src/common/experiment/verdict.ts';
import { fixtureConfig, fixtureEnvironment } from '../../../fixtures/record.ts';

/** An arm's test accuracy at some steps, the same for all arms. */
interface Run {
  readonly scores: readonly number[];
  readonly name?: string;
  readonly divergedAt?: number;
  readonly kind?: 'batch' | 'layer' | 'plain';
  readonly byBatch?: number;
}

function judged(steps: readonly number[], ...runs: readonly Run[]) {
  const arms = runs.map(({ kind = 'batch', name }): ArmConfig => {
    const own = kind === 'layer' ? { norm: { kind } } : {};
    return { bn: kind !== 'plain', rate: 0.1, ...own, ...(name === undefined ? {} : { name }) };
  });
  const tests = steps.map((step, index) => ({
    step,
    loss: runs.map(() => 0.3),
    accuracy: runs.map(({ divergedAt = Number.POSITIVE_INFINITY, scores }) =>
      step < divergedAt ? (scores[index] as number) : Number.NaN,
    ),
    byBatch: {
      loss: runs.map(() => 0.3),
      accuracy: runs.map(({ byBatch = Number.NaN }) => byBatch),
    },
  }));
  return judge(
    recordTelemetry(newRecord(fixtureConfig({ config: { arms } }), fixtureEnvironment), {
      step: steps.at(-1) ?? 0,
      elapsedMs: 1,
      stepsPerSecond: 1,
      train: [],
      tests,
      changes: [],
      divergences: runs.flatMap(({ divergedAt }, arm) =>
        divergedAt === undefined ? [] : [{ arm, step: divergedAt }],
      ),
      snapshots: [],
      stepSizes: [],
      ribbons: [],
    }),
  );
}

const STEPS = [0, 100, 200, 1000];
const fast: Run = { scores: [0.1, 0.91, 0.93, 0.95] };
const slow: Run = { scores: [0.1, 0.5, 0.91, 0.95] };
const late: Run = { scores: [0.1, 0.5, 0.7, 0.97] };
const chance: Run = { scores: [0.1, 0.1, 0.1, 0.11] };
const broken: Run = { scores: [0.1, 0.5, 0.6, 0.6], divergedAt: 150 };
const headline = (...runs: readonly Run[]) => judged(STEPS, ...runs).headline;

describe('the verdict on three networks and more', () => {
  it('names who is first and who fails', () => {
    expect(headline(slow, fast, chance)).toBe(
      'In this run (seed 1), B reaches 90\u202f% first (after 100 steps); C does not learn.',
    );
    expect(headline(slow, fast, broken)).toBe(
      'In this run (seed 1), B reaches 90\u202f% first (after 100 steps); C broke down at step 150.',
    );
    expect(headline(chance, fast, chance, broken, slow)).toBe(
      'In this run (seed 1), B reaches 90\u202f% first (after 100 steps); A and C do not learn; D broke down at step 150.',
    );
  });

  it('names who has overtaken', () => {
    expect(headline(fast, slow, late)).toBe(
      'In this run (seed 1), A reaches 90\u202f% first (after 100 steps); C is now ahead.',
    );
  });

  it('names those that are first together', () => {
    expect(headline(fast, slow, fast)).toBe(
      'In this run (seed 1), A and C reach 90\u202f% first (after 100 steps).',
    );
  });

  it('says when there is no difference', () => {
    expect(headline(fast, fast, fast)).toBe(
      'No clear difference in this run (seed 1): all networks learn equally well.',
    );
    expect(headline(fast, fast, fast, chance)).toBe(
      'No clear difference in this run (seed 1) between those that learn; D does not learn.',
    );
    const ahead = { scores: [0.1, 0.91, 0.95, 0.97] };
    expect(headline(fast, ahead, fast)).toBe(
      'In this run (seed 1), equally fast to 90\u202f%; B is now ahead.',
    );
  });

  it('says when one alone learns, and when none does', () => {
    expect(headline(chance, fast, chance)).toBe(
      'In this run (seed 1), B reaches 90\u202f% after 100 steps; A and C do not learn.',
    );
    const half = { scores: [0.1, 0.3, 0.4, 0.5] };
    expect(headline(half, chance, chance)).toBe('In this run (seed 1), A learns; B and C do not learn.');
    expect(headline(chance, broken, chance)).toBe('In this run (seed 1), none of the 3 networks learns.');
  });

  it('is in no hurry', () => {
    const early = (...accuracies: number[]) =>
      judged([0, 60], ...accuracies.map((accuracy) => ({ scores: [0.1, accuracy] }))).headline;
    expect(early(0.2, 0.25, 0.1)).toBe('Too early to tell.');
    expect(early(0.2, 0.65, 0.1)).toBe('In this run (seed 1), B is ahead, but it is early.');
    expect(early(0.6, 0.65, 0.1)).toBe('In this run (seed 1), A and B are ahead, but it is early.');
  });

  it('says who leads before anyone has got there', () => {
    const at = (accuracy: number) => ({ scores: [0.1, 0.3, 0.4, accuracy] });
    expect(headline(at(0.6), at(0.62), at(0.61))).toBe('No clear difference in this run (seed 1) so far.');
    expect(headline(at(0.6), at(0.8), at(0.61))).toBe('In this run (seed 1), B is ahead.');
  });

  it('counts where names would be too many', () => {
    expect(headline(fast, slow, chance, chance, chance, chance, chance)).toContain(
      '; 5 networks do not learn.',
    );
    expect(headline(fast, slow, ...Array.from({ length: 5 }, () => broken))).toContain(
      '; 5 networks broke down.',
    );
    expect(headline(slow, ...Array.from({ length: 6 }, () => fast))).toContain('6 networks reach');
  });

  it('calls arms by what they are or are called where that tells them apart', () => {
    const kinds = headline(
      { ...fast, kind: 'batch' },
      { ...slow, kind: 'layer' },
      { ...chance, kind: 'plain' },
    );
    expect(kinds).toBe(
      'In this run (seed 1), batch normalization reaches 90\u202f% first (after 100 steps); the plain net does not learn.',
    );
    expect(headline({ ...fast, name: 'mine' }, { ...slow, name: 'yours' }, chance)).toBe(
      'In this run (seed 1), mine reaches 90\u202f% first (after 100 steps); batch normalization does not learn.',
    );
    expect(headline({ ...fast, name: 'mine' }, slow, chance)).toContain('mine reaches');
    expect(headline({ ...fast, name: 'mine' }, slow, chance)).toContain('C does not learn');
    expect(headline({ ...fast, name: 'x' }, { ...slow, name: 'x' }, chance)).toContain('A reaches');
  });

  it('gives every score by name, or the range where there are many', () => {
    const { detail, stepsTo } = judged(STEPS, slow, fast, chance, broken);
    expect(detail).toContain('A 95.0\u202f%, B 95.0\u202f%, C 11.0\u202f%, D nothing.');
    expect(detail).toContain('C is at chance');
    expect(detail).toContain('D: the loss is no longer a number from step 150 on');
    expect(stepsTo).toEqual([200, 100, null, 'diverged']);
    const many = judged(STEPS, late, ...Array.from({ length: 8 }, () => slow), chance);
    expect(many.detail).toContain('11.0\u202f% (J) to 97.0\u202f% (A)');
  });

  it('gives the score by batch statistics where there is one', () => {
    expect(judged(STEPS, { ...fast, byBatch: 0.97 }, slow).detail).toContain(
      'A gets 97.0\u202f% by batch statistics.',
    );
    expect(judged(STEPS, fast, slow).detail).not.toContain('by batch');
  });
});
