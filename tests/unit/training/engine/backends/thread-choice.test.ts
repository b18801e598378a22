import { describe, expect, it } from 'vitest';
import { chooseThreads, threadsToTry } from '../../../../../src/training/engine/backends/thread-choice.ts';

const rounds = (...gains: number[]) => ({ one: gains.map((gain) => 4 * gain), many: gains.map(() => 4) });
const NOT_FASTER = { threads: 1, note: 'One thread: more were not faster here.' };
const NOT_MEASURED = { threads: 1, note: null };

describe('the number of threads worth a trial', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [6, 3],
    [8, 4],
    [64, 4],
    [Number.NaN, 1],
  ])('on %s cores is %s', (cores, threads) => {
    expect(threadsToTry(cores)).toBe(threads);
  });
});

describe('the choice of threads', () => {
  it('takes threads that are clearly faster, and says by how much', () => {
    expect(chooseThreads(4, rounds(1.9, 1.8, 1.7, 1.8, 1.9))).toEqual({
      threads: 4,
      note: 'Four threads were 1.8 times as fast as one.',
    });
    expect(chooseThreads(2, rounds(1.2, 1.2, 1.2, 1.3, 1.3)).note).toBe(
      'Two threads were 1.2 times as fast as one.',
    );
  });

  it.each([
    ['slower', [0.5, 0.4, 0.1, 0.5, 0.5]],
    ['no faster', [1, 1, 1, 1, 1]],
    ['hardly faster', [1.1, 1.15, 1.1, 1.15, 1.1]],
    ['faster in too few rounds', [1.8, 1.8, 1.8, 1.0, 0.3, 1.8, 0.9, 1.8]],
  ])('keeps one thread where more are %s, and says so', (_, gains) => {
    expect(chooseThreads(2, rounds(...gains))).toEqual(NOT_FASTER);
  });

  it('overlooks one round in four that was disturbed', () => {
    expect(chooseThreads(2, rounds(1.8, 1.8, 0.1, 1.8, 1.8, 1.8, 0.2, 1.8)).threads).toBe(2);
  });

  it('keeps one thread and says nothing where too little was measured', () => {
    expect(chooseThreads(2, null)).toEqual(NOT_MEASURED);
    expect(chooseThreads(2, rounds())).toEqual(NOT_MEASURED);
    expect(chooseThreads(2, rounds(1.9, 1.9, 1.9, 1.9))).toEqual(NOT_MEASURED);
  });

  it('keeps one thread where times are no numbers or of no length', () => {
    expect(chooseThreads(2, { one: [4, 4, 4, 4, 4], many: [] })).toEqual(NOT_FASTER);
    expect(chooseThreads(2, { one: [0, 0, 0, 0, 0], many: [0, 0, 0, 0, 0] })).toEqual(NOT_FASTER);
    expect(chooseThreads(2, { one: [4, 4, 4, 4, 4], many: [0, 0, 0, 0, 0] })).toEqual(NOT_FASTER);
  });
});
