import { describe, expect, it } from 'vitest';
import { emptyArm } from '../../../../src/common/experiment/run-record.ts';
import type { StudyCheckpoint } from '../../../../src/common/studies/study-checkpoint.ts';
import type { StudyRecord } from '../../../../src/common/studies/study-record.ts';
import { readStudyCheckpoint, readStudyRow } from '../../../../src/page/persist/read-stored-study.ts';
import type { StudyRow } from '../../../../src/page/persist/stored-study-shapes.ts';
import { studyRowOf } from '../../../../src/page/persist/study-row.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { smallStudy, smallStudyCheckpoint } from '../../../fixtures/small-study.ts';

const record = smallStudy('ladder');
const rowOf = () => structuredClone(studyRowOf('a', record, 'tab 1', 24));
const has = (patch: object) => (row: StudyRow) => Object.assign(row, patch);
const progress = (patch: object) => (row: StudyRow) => Object.assign(row.progress, patch);

/** What is said of the small ladder with something in it changed; null for nothing. */
function damageOf(change: (row: StudyRow) => unknown): string | null {
  const row = rowOf();
  change(row);
  return readStudyRow('a', row).damage;
}

describe('a stored study', () => {
  it('may have losses of any size that a network has, and none at all', () => {
    for (const figure of [1e45, -1e45, 0, Number.NaN, Number.POSITIVE_INFINITY])
      expect(damageOf(({ members }) => members[0]?.testLoss.fill(figure))).toBeNull();
  });

  it.each<[string, (row: StudyRow) => unknown]>([
    ['there are 1 columns of the ladder', ({ columns }) => columns.splice(1)],
    ['the columns of the ladder do not rise', ({ columns }) => columns.reverse()],
    ['the columns of the ladder do not rise', has({ columns: [0.01, 0.1, 11] })],
    ['the columns of the repeats do not rise', has({ kind: 'repeats' })],
    ['the ladder have 5 networks, not 6', ({ members }) => members.pop()],
    ['the settings of the ladder cannot be used: depth', ({ base }) => Object.assign(base, { depth: '0' })],
    [
      'data of the ladder has more than',
      ({ environment }) => Object.assign(environment, { data: 'x'.repeat(2000) }),
    ],
    [
      'a move of the ladder comes after',
      ({ moves }) => moves.push({ step: 25, backend: 'cpu', renderer: '' }),
    ],
    ['step of network 1 of the ladder does not rise', ({ members }) => members[0]?.step.reverse()],
    ['step of network 1 of the ladder goes beyond', ({ members }) => members[0]?.step.set([5], 3)],
    [
      'testLoss of network 3 of the ladder',
      ({ members }) => Object.assign(members[2] ?? {}, { testLoss: new Float64Array(1).fill(1e46) }),
    ],
    ['testAccuracy of network 1 has a figure', ({ members }) => members[0]?.testAccuracy.fill(1.5)],
    ['testAccuracy of network 1 has a figure', ({ members }) => members[0]?.testAccuracy.fill(Number.NaN)],
    ['its progress does not fit its networks', progress({ first: 5 })],
    ['its progress does not fit its networks', progress({ round: 4 })],
    ['its progress does not fit its networks', progress({ round: 1, rounds: 7 })],
    ['its progress does not fit its networks', progress({ step: 5 })],
    ['its progress does not fit its networks', progress({ memberSteps: 13 })],
    ['its progress does not fit its networks', progress({ allMemberSteps: 23 })],
    ['the time that the ladder took', progress({ elapsedMs: -1 })],
    ['the time that is left', progress({ leftMs: 1e14 })],
    ['its note has more than', progress({ note: 'x'.repeat(1001) })],
  ])('is not shown where it does not fit together: %s', (words, change) => {
    const damage = damageOf(change);
    expect(damage).toMatch(/^What was stored of this study does not fit together: /);
    expect(damage).toContain(words);
  });

  it.each<[string, (row: StudyRow) => unknown]>([
    ['of another version', has({ version: 2 })],
    ['under a key that is not its own', has({ key: 'b' })],
    ['with something more', has({ more: 1 })],
    ['of which nobody knows when it was saved', has({ savedAt: 'once' })],
    ['at no step', progress({ step: 0.5 })],
    ['with a list of any length', has({ members: new Array(4e9) })],
    [
      'with a renderer of any length in a move',
      ({ moves }) => moves.push({ step: 1, backend: 'cpu', renderer: 'x'.repeat(100_000) }),
    ],
    ['with columns of any length', has({ columns: new Array(4e9) })],
  ])('is not taken for one of ours: %s', (_, change) => {
    expect(damageOf(change)).toMatch(/^What was stored of this study cannot be read\./);
  });

  it('that is something else altogether is not taken for one', () => {
    for (const row of [undefined, null, 7, 'row', []])
      expect(readStudyRow('a', row)).toEqual({ key: 'a', damage: expect.stringMatching(/cannot be read/) });
  });
});

/** Whether the small study can go on from its weights with something in them changed. */
function goesOn(change: (checkpoint: StudyCheckpoint) => unknown, of: StudyRecord = record): boolean {
  const checkpoint = structuredClone(smallStudyCheckpoint());
  change(checkpoint);
  return readStudyCheckpoint({ key: 'a', checkpoint }, of) !== null;
}
const is = (patch: object) => (checkpoint: StudyCheckpoint) => Object.assign(checkpoint, patch);
const round = (patch: object) => (checkpoint: StudyCheckpoint) => Object.assign(checkpoint.round, patch);
const arm = (patch: object) => (checkpoint: StudyCheckpoint) =>
  Object.assign(checkpoint.round.arms[1] ?? {}, patch);
const without = (index: number): StudyRecord => ({
  ...record,
  members: record.members.map((member, place) => (place === index ? emptyArm : member)),
});

describe('weights of a stored study', () => {
  it('fit it, also where the study was ahead of them, or a round has just begun', () => {
    expect(goesOn(() => null)).toBe(true);
    for (const step of [0, 1]) expect(goesOn(round(checkpointAt(step)))).toBe(true);
  });

  it.each<[string, (checkpoint: StudyCheckpoint) => unknown, StudyRecord?]>([
    ['of more columns than it has', is({ done: 3 })],
    ['of other networks than its columns have', is({ columns: 2 })],
    ['of a time that cannot have passed', is({ elapsedMs: 1e14 })],
    ['with a note without end', is({ note: 'x'.repeat(1001) })],
    ['ahead of what it has told', round({ step: 3 })],
    [
      'beyond its last step',
      round({ step: 5 }),
      { ...record, progress: { ...record.progress, memberSteps: 24 } },
    ],
    ['with an arm too few', ({ round: { arms } }) => arms.pop()],
    ['with a rate that is none', arm({ rate: 11 })],
    ['with an arm that broke down after it', arm({ divergedAt: 4 })],
    ['with more updates than steps', arm({ updates: 3 })],
    ['with gamma and beta updated more often than that', arm({ normUpdates: 3 })],
    ['tested after it', round({ testedAt: 3 })],
    [
      'with a change to an arm that is not in it',
      round({ changes: [{ kind: 'bn', step: 3, arm: 2, on: true }] }),
    ],
    ['after a column that was not trained to the end', () => null, without(0)],
    ['of a network that has told nothing', () => null, without(3)],
  ])('do not fit: %s', (_, change, of) => {
    expect(goesOn(change, of)).toBe(false);
  });

  it('that are none are none', () => {
    for (const row of [
      undefined,
      null,
      {},
      { key: 'a', checkpoint: null },
      { key: 'a', checkpoint: new Array(4e9) },
    ])
      expect(readStudyCheckpoint(row, record)).toBeNull();
  });
});
