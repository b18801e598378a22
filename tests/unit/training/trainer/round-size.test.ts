import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { StudyConfig } from '../../../../src/common/studies/study.ts';
import { armBytes, mostArms } from '../../../../src/training/engine/most-arms.ts';
import * as network from '../../../../src/training/engine/network.ts';
import { OutOfMemory } from '../../../../src/training/engine/out-of-memory.ts';
import { findRoundSize, isWorthIt } from '../../../../src/training/trainer/round-size.ts';
import { type StudyListener, StudyRun } from '../../../../src/training/trainer/study-run.ts';
import { TestsInTurns } from '../../../../src/training/trainer/tests-in-turns.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyConfig, tinyData } from '../../../checks/train-tiny.ts';

beforeAll(() => startInNode('wasm'));

const ladder: StudyConfig = { kind: 'ladder', base: tinyConfig({ steps: 10 }), columns: [0.01, 0.1, 0.3, 1] };

describe('how many train side by side', () => {
  it('are all, where a step of all is short', async () => {
    const size = await findRoundSize(ladder, tinyData, 'wasm', () => false, 1e9);
    expect(size).toMatchObject({ columns: 4, note: null });
    expect(size?.msOfOne).toBeGreaterThan(0);
  });

  it('are all that fit, and nothing is timed, where a step may take as long as it likes', async () => {
    const size = await findRoundSize(ladder, tinyData, 'wasm', () => false, Infinity);
    expect(size).toEqual({ columns: 4, msOfOne: null, note: null });
  });

  it('are as few as keep a step short, in rounds of one size', async () => {
    const size = await findRoundSize(ladder, tinyData, 'wasm', () => false, 0);
    expect(size?.columns).toBe(1);
    expect(size?.note).toContain('2 of 8 networks train side by side');
    expect(size?.note).toContain('would take too long');
  });

  it('are nobody’s business when it was stopped meanwhile', async () => {
    expect(await findRoundSize(ladder, tinyData, 'wasm', () => true, 400)).toBeNull();
  });

  it('are found by what training takes: tests between the steps do not count, however long they are', async () => {
    const base = tinyConfig({ steps: 10, evalEvery: 1 });
    const study: StudyConfig = { kind: 'repeats', base, columns: [1, 2, 3, 4] };
    const [now, begin] = [performance.now.bind(performance), TestsInTurns.prototype.begin];
    let testsMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + testsMs);
    vi.spyOn(TestsInTurns.prototype, 'begin').mockImplementation(function (this: TestsInTurns, step) {
      testsMs += 1e6;
      begin.call(this, step);
    });
    const size = await findRoundSize(study, tinyData, 'wasm', () => false, 1e6);
    vi.restoreAllMocks();
    expect(testsMs).toBeGreaterThan(1e6);
    expect(size).toMatchObject({ columns: 4, note: null });
    expect(size?.msOfOne).toBeGreaterThan(0);
  });

  it('are worth it while a step of many takes no longer than steps of one in turns', () => {
    expect(isWorthIt(80, 20, 4)).toBe(true);
    expect(isWorthIt(101, 20, 4)).toBe(false);
    expect(isWorthIt(30, 1, 4)).toBe(true);
  });

  it('are fewer where the networks are larger', () => {
    const wide = { ...ladder.base, width: 1000, depth: 20 };
    expect(armBytes(wide)).toBeGreaterThan(100 * armBytes(ladder.base));
    expect(mostArms(wide, 'wasm')).toBeLessThan(mostArms(ladder.base, 'wasm'));
    expect(mostArms(wide, 'wasm')).toBeGreaterThan(0);
  });
});

describe('a device without room for all', () => {
  /** Makes networks of more arms than these fail as a GPU without room does. */
  const refuseAbove = (most: number) => {
    const make = network.createNetwork;
    const spy = vi.spyOn(network, 'createNetwork').mockImplementation((shape, arms, ...rest) => {
      if (arms.length > most) throw new OutOfMemory();
      return make(shape, arms, ...rest);
    });
    return () => spy.mockRestore();
  };
  const study = () => {
    const listener: StudyListener = {
      onPrepare: () => undefined,
      onState: () => undefined,
      onProgress: () => undefined,
      onRoundOver: () => told.push(run.takeTelemetry()),
    };
    const run: StudyRun = new StudyRun(ladder, tinyData, 'wasm', listener, { longestStepMs: Infinity });
    const told: ReturnType<StudyRun['takeTelemetry']>[] = [];
    return { run, told };
  };

  it('trains half as many, says why, and comes to the same', async () => {
    const restore = refuseAbove(4);
    const { run, told } = study();
    expect(await run.train()).toBe('finished');
    await run.dispose();
    restore();
    expect(told.map(({ first, size }) => [first, size])).toEqual([
      [0, 4],
      [4, 4],
    ]);
    expect(told[0]?.note).toContain('8 did not fit into the memory of the GPU');
  });

  it('refuses in a sentence where not even one column fits', async () => {
    const restore = refuseAbove(1);
    const { run } = study();
    await expect(run.train()).rejects.toThrow('do not fit into the memory of the GPU');
    await run.dispose();
    restore();
  });
});
