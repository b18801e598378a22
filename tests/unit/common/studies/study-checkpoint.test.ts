import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewindStudy, type StudyCheckpoint } from '../../../../src/common/studies/study-checkpoint.ts';
import { recordStudyMove } from '../../../../src/common/studies/study-record.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { fixtureEnvironment } from '../../../fixtures/record.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';

const STEPS = 30;
const config = fixtureStudyConfig('repeats', [1, 2, 3, 4], { steps: STEPS });
const whole = fixtureStudy(config, (row, column) =>
  row === 1 && column === 2
    ? { accuracy: [[10, 0.2]], divergedAt: 15 }
    : { accuracy: [10, 20, STEPS].map((step) => [step, 0.5] as const) },
);

/** Of two rows; the plain net of the third seed breaks down at step 15. */
const checkpointOf = (done: number, columns: number, step: number, testDue = false): StudyCheckpoint => {
  const [arm] = checkpointAt(step).arms;
  if (arm === undefined) throw new Error('There is no arm.');
  const arms = Array.from({ length: 2 * columns }, (_, index) => ({
    ...arm,
    divergedAt: 2 * done + index === 5 && step >= 15 ? 15 : null,
  }));
  return { done, columns, note: null, elapsedMs: 500, round: checkpointAt(step, { arms, testDue }) };
};
const stepsOf = (record: typeof whole) => record.members.map(({ step }) => step.length);
const testsOf = (record: typeof whole) => record.members.map(({ testStep }) => testStep.length);

describe('a study that is put back to where a checkpoint was made', () => {
  it('keeps the rounds before whole, cuts the round under way, and knows nothing of those to come', () => {
    const record = rewindStudy(whole, checkpointOf(1, 2, 20));
    expect(stepsOf(record)).toEqual([30, 30, 20, 20, 20, 14, 0, 0]);
    expect(testsOf(record)).toEqual([3, 3, 2, 2, 2, 1, 0, 0]);
    expect(record.members.map(({ divergedAt }) => divergedAt)).toEqual([
      ...[null, null, null, null],
      ...[null, 15, null, null],
    ]);
    expect(record.progress).toMatchObject({ first: 2, size: 4, round: 1, rounds: 2, step: 20 });
    expect(record.progress).toMatchObject({ memberSteps: 2 * 30 + 4 * 20, allMemberSteps: 240 });
  });

  it('forgets what broke down after it, and a test that is to be made again', () => {
    const record = rewindStudy(whole, checkpointOf(2, 1, 10, true));
    expect(record.members[5]?.divergedAt).toBeNull();
    expect(testsOf(record)).toEqual([3, 3, 3, 3, 0, 0, 0, 0]);
  });

  it('stays there when it is put back again, wherever that is', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 1, max: STEPS }), fc.boolean(), (done, step, testDue) => {
        const checkpoint = checkpointOf(done, 1, step, testDue);
        const once = rewindStudy(whole, checkpoint);
        expect(rewindStudy(once, checkpoint)).toEqual(once);
        expect(once.progress.memberSteps).toBe(2 * done * STEPS + 2 * step);
      }),
    );
  });

  it('says where it went on on another backend, once, and not where it had to go back before that', () => {
    const halfway = rewindStudy(whole, checkpointOf(1, 1, 20));
    const elsewhere = { ...fixtureEnvironment, backend: 'cpu' as const, renderer: 'a processor' };
    expect(recordStudyMove(halfway, halfway.environment).moves).toEqual([]);
    const moved = recordStudyMove(recordStudyMove(halfway, elsewhere), elsewhere);
    expect(moved.moves).toEqual([{ step: 100, backend: 'cpu', renderer: 'a processor' }]);
    expect(rewindStudy(moved, checkpointOf(1, 1, 10)).moves).toEqual([]);
    expect(rewindStudy({ ...whole, moves: moved.moves }, checkpointOf(2, 1, 10)).moves).toEqual(moved.moves);
  });
});
