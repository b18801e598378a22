import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmRecord } from '../../../../src/common/experiment/run-record.ts';
import { values } from '../../../../src/common/lib/series.ts';
import { memberAt, type StudyConfig, studyMembers } from '../../../../src/common/studies/study.ts';
import { rewindStudy, type StudyCheckpoint } from '../../../../src/common/studies/study-checkpoint.ts';
import {
  isComplete,
  newStudyRecord,
  recordStudyTelemetry,
  type StudyRecord,
} from '../../../../src/common/studies/study-record.ts';
import { type StudyOptions, StudyRun } from '../../../../src/training/trainer/study-run.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { shortPass, tinyConfig, tinyData, trainTiny } from '../../../checks/train-tiny.ts';
import { atDepth } from '../../../depth.ts';
import { fixtureEnvironment } from '../../../fixtures/record.ts';

beforeAll(() => startInNode('wasm'));

const pair = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
];
const ladder: StudyConfig = {
  kind: 'ladder',
  base: { ...tinyConfig({ arms: pair, steps: 25 }), ...shortPass },
  columns: [0.01, 0.2, 3],
};
const repeats: StudyConfig = {
  kind: 'repeats',
  base: {
    ...tinyConfig({ arms: pair, changes: [{ kind: 'bn', step: 12, arm: 1, on: true }] }),
    ...shortPass,
  },
  columns: [4, 5, 6],
};

/** A column after the other. */
const oneByOne: StudyOptions = { longestStepMs: 0 };

const listsOf = ({ divergedAt: _, ...series }: ArmRecord): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(Object.entries(series).map(([name, one]) => [name, Array.from(values(one))]));

/** All of a member, to be compared. */
const columnsOf = (member: ArmRecord) => ({ ...listsOf(member), divergedAt: member.divergedAt });

/** A study that is watched. `onNews` is called with what it has told so far, whenever it tells something. */
function watchedStudy(
  config: StudyConfig,
  onNews: (study: StudyRun, states: string[]) => void = () => undefined,
  options: StudyOptions = {},
) {
  let record: StudyRecord = newStudyRecord(config, fixtureEnvironment);
  const states: string[] = [];
  const checkpoints: StudyCheckpoint[] = [];
  const take = () => {
    record = recordStudyTelemetry(record, study.takeTelemetry());
  };
  const study: StudyRun = new StudyRun(
    config,
    tinyData,
    'wasm',
    {
      onPrepare: () => undefined,
      onState: (state) => {
        states.push(state);
        onNews(study, states);
      },
      onProgress: () => {
        take();
        onNews(study, states);
      },
      onRoundOver: take,
      onCheckpoint(checkpoint) {
        take();
        checkpoints.push(checkpoint);
        study.noteKept(0);
      },
    },
    { saveEveryMs: 0, ...options },
  );
  const goOn = (before: StudyRecord, checkpoint: StudyCheckpoint) => {
    record = rewindStudy(before, checkpoint);
    study.restore(checkpoint);
  };
  return { study, states, checkpoints, goOn, record: () => record };
}

/** What each member did when it was trained to the end without a stop. */
async function whole(config: StudyConfig) {
  const { record, study } = watchedStudy(config);
  expect(await study.train()).toBe('finished');
  await study.dispose();
  return record();
}

describe('a study', () => {
  it('as a ladder equals single runs at the same rate and seed, bit for bit', async () => {
    const record = await whole(ladder);
    expect(isComplete(record)).toBe(true);
    for (const [index, { arm }] of studyMembers(ladder).entries()) {
      const single = await trainTiny({ ...ladder.base, arms: [arm], evalEvery: 5 });
      const own = listsOf(single.record.arms[0] as ArmRecord);
      const member = listsOf(record.members[index] as ArmRecord);
      expect(member['trainLoss']).toEqual(own['trainLoss']);
      expect(member['testStep']).toEqual([5, 10, 15, 20, 25]);
      expect(member['testAccuracy']?.at(-1)).toBe(own['testAccuracy']?.at(-1));
    }
  });

  it('over seeds equals single runs of those seeds, planned changes included', async () => {
    const record = await whole(repeats);
    for (const [column, seed] of repeats.columns.entries()) {
      const single = await trainTiny({ ...repeats.base, seed });
      for (const row of pair.keys()) {
        const member = record.members[memberAt(repeats, row, column)] as ArmRecord;
        expect(columnsOf(member)).toEqual(columnsOf(single.record.arms[row] as ArmRecord));
      }
    }
  });

  it('marks a rate at which a network breaks down, at its step, and goes on with the others', async () => {
    const base = tinyConfig({
      activation: 'linear',
      depth: 6,
      init: 'gaussian',
      initSigma: 1,
      arms: [{ bn: false, rate: 1 }],
    });
    const record = await whole({ kind: 'ladder', base: { ...base, steps: 20 }, columns: [0.0001, 10] });
    const [calm, wild] = record.members as [ArmRecord, ArmRecord];
    expect(wild.divergedAt).toBeGreaterThan(0);
    expect(calm.divergedAt).toBeNull();
    expect(Array.from(values(calm.testStep))).toEqual([4, 8, 12, 16, 20]);
    expect(isComplete(record)).toBe(true);
  });

  it.each([
    ['a ladder', ladder],
    ['seeds', repeats],
  ])(
    'of %s comes to the same one column after the other, where a step of more takes too long',
    async (_, config) => {
      const straight = await whole(config);
      const rounds = new Set<number>();
      const { record, study } = watchedStudy(config, () => rounds.add(record().progress.round), oneByOne);
      expect(await study.train()).toBe('finished');
      await study.dispose();
      expect([...rounds].filter((round) => round > 0)).toEqual([1, 2, 3]);
      expect(record().progress).toMatchObject({ rounds: 3, size: 2 });
      expect(record().progress.note).toContain('2 of 6 networks train side by side');
      expect(record().members.map(columnsOf)).toEqual(straight.members.map(columnsOf));
    },
  );

  it.each(['preparing', 'training', 'testing'])(
    'can be stopped while it is %s, and goes on as if it had not been',
    async (stage) => {
      const straight = await whole(ladder);
      let stopped = 0;
      const { record, states, study } = watchedStudy(ladder, (own, all) => {
        if (all.at(-1) !== stage || stopped >= 2) return;
        stopped += 1;
        own.pause();
      });
      let ends = 0;
      while ((await study.train()) === 'paused') {
        ends += 1;
        expect(ends).toBeLessThan(20);
      }
      expect(stopped).toBeGreaterThan(0);
      expect(ends).toBeGreaterThan(0);
      await study.dispose();
      expect(states).toContain(stage);
      expect(record().members.map(columnsOf)).toEqual(straight.members.map(columnsOf));
    },
  );

  it.each([
    ['a ladder, side by side', ladder, {}],
    ['a ladder, one rate after the other', ladder, oneByOne],
    ['seeds, side by side', repeats, {}],
    ['seeds, one after the other', repeats, oneByOne],
  ] as const)(
    'goes on from where it was saved as if it had never stopped: %s',
    async (_, config, options) => {
      const first = watchedStudy(config, undefined, options);
      expect(await first.study.train()).toBe('finished');
      await first.study.dispose();
      const { checkpoints } = first;
      // How many depends on the machine: none is made while steps are timed, and training goes on while one is.
      const places = new Set(checkpoints.map(({ done, round }) => `${done} ${round.step}`));
      expect(places.size).toBeGreaterThan(2);
      const chosen = atDepth([0.3, 0.8], [0.01, 0.3, 0.5, 0.8, 0.999]).map(
        (share) => checkpoints[Math.floor(share * checkpoints.length)] as StudyCheckpoint,
      );
      for (const checkpoint of chosen) {
        const before = memory().numTensors;
        const again = watchedStudy(config, undefined, options);
        again.goOn(first.record(), structuredClone(checkpoint));
        expect(again.record().progress.memberSteps).toBeLessThanOrEqual(first.record().progress.memberSteps);
        expect(await again.study.train()).toBe('finished');
        await again.study.dispose();
        expect(again.record().members.map(columnsOf)).toEqual(first.record().members.map(columnsOf));
        expect(again.record().progress).toMatchObject({ memberSteps: first.record().progress.memberSteps });
        expect(memory().numTensors).toBe(before);
      }
    },
  );

  it('is saved where it stands when it is paused, and is not gone on from with other data or damaged weights', async () => {
    const { checkpoints, record, study } = watchedStudy(
      ladder,
      (own) => {
        if (record().progress.step >= 10) own.pause();
      },
      { saveEveryMs: 1e9 },
    );
    expect(await study.train()).toBe('paused');
    const last = checkpoints.at(-1);
    expect(last?.round.step).toBe(record().progress.step);
    await study.dispose();
    if (last === undefined) throw new Error('It was not saved.');
    const before = memory().numTensors;
    for (const [patch, words] of [
      [{ data: 'mnist-1-1-00000000' }, 'other data'],
      [{ checksum: last.round.checksum + 1 }, 'damaged'],
    ] as const) {
      const { study: other } = watchedStudy(ladder);
      expect(() => other.restore({ ...last, round: { ...last.round, ...patch } })).toThrow(words);
      await other.dispose();
    }
    expect(memory().numTensors).toBe(before);
  });

  it('keeps what is there when it is ended in the middle, and frees all it held', async () => {
    const before = memory().numTensors;
    const long = { ...ladder, base: { ...ladder.base, steps: 5000 } };
    const { record, study } = watchedStudy(long, (own): void => {
      if (record().members[0]?.step.length) own.pause();
    });
    expect(await study.train()).toBe('paused');
    await study.dispose();
    expect(record().members[0]?.step.length).toBeGreaterThan(0);
    expect(isComplete(record())).toBe(false);
    expect(memory().numTensors).toBe(before);
  });

  it('tells how far it is, and about how long the rest takes', async () => {
    const told: { memberSteps: number; size: number; leftMs: number | null }[] = [];
    const { record, study } = watchedStudy(ladder, () => told.push(record().progress));
    await study.train();
    await study.dispose();
    const steps = told.map(({ memberSteps }) => memberSteps);
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
    // The first test is after step 5; before it nobody can tell what the tests cost.
    expect(
      told.filter(({ memberSteps, size }) => memberSteps <= 5 * size).every(({ leftMs }) => leftMs === null),
    ).toBe(true);
    expect(record().progress).toMatchObject({ memberSteps: 6 * 25, allMemberSteps: 6 * 25, leftMs: 0 });
  });

  it('refuses networks that do not fit, in a sentence', async () => {
    const base = tinyConfig({
      depth: 30,
      width: 1000,
      batch: 500,
      arms: Array.from({ length: 32 }, () => ({ bn: true, rate: 1 })),
    });
    const { study } = watchedStudy({ kind: 'ladder', base, columns: [0.1, 1] });
    await expect(study.train()).rejects.toThrow('32 networks of this size do not fit side by side');
    await study.dispose();
  });
});
