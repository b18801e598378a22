import { beforeAll, expect, it } from 'vitest';
import type { StudyConfig } from '../../../../src/common/studies/study.ts';
import { rewindStudy } from '../../../../src/common/studies/study-checkpoint.ts';
import {
  isComplete,
  newStudyRecord,
  recordStudyTelemetry,
  type StudyRecord,
} from '../../../../src/common/studies/study-record.ts';
import { readStudyCheckpoint, readStudyRow } from '../../../../src/page/persist/read-stored-study.ts';
import { studyRowOf } from '../../../../src/page/persist/study-row.ts';
import { type StudyListener, StudyRun } from '../../../../src/training/trainer/study-run.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyConfig, tinyData } from '../../../checks/train-tiny.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { fixtureEnvironment } from '../../../fixtures/record.ts';
import { plainStudy } from '../../../fixtures/small-study.ts';

beforeAll(() => startInNode('wasm'));

const base = tinyConfig({
  steps: 12,
  evalEvery: 4,
  changes: [{ kind: 'bn', step: 6, arm: 1, on: true }],
});

/** With the longest step that is allowed: where it is 0, columns train one after the other. */
const CASES: readonly (readonly [string, StudyConfig, number])[] = [
  ['a ladder', { kind: 'ladder', base: { ...base, changes: [] }, columns: [0.01, 0.1, 1] }, Infinity],
  ['repeats', { kind: 'repeats', base, columns: [4, 5, 6] }, Infinity],
  ['repeats, a seed after the other', { kind: 'repeats', base, columns: [4, 5, 6] }, 0],
  [
    'a ladder on which networks break down',
    {
      kind: 'ladder',
      base: { ...base, changes: [], activation: 'linear', depth: 6, init: 'gaussian', initSigma: 1 },
      columns: [0.001, 10],
    },
    0,
  ],
];

/** Sees to it that a study is read as it was stored. */
function storeAndRead(record: StudyRecord): void {
  const read = readStudyRow('a', structuredClone(studyRowOf('a', record, 'tab 1', 0)));
  expect(read.damage).toBeNull();
  expectSame('record' in read && plainStudy(read.record), plainStudy(record));
}

it.each(CASES)(
  'a real study is stored and read back whole, however far it is: %s',
  async (name, config, longestStepMs) => {
    let record = newStudyRecord(config, fixtureEnvironment);
    storeAndRead(record);
    let news = 0;
    const take = () => {
      record = recordStudyTelemetry(record, study.takeTelemetry());
      news += 1;
      storeAndRead(record);
    };
    let checkpoints = 0;
    const listener: StudyListener = {
      onPrepare: () => undefined,
      onState: take,
      onProgress: take,
      onRoundOver: take,
      onCheckpoint(checkpoint) {
        take();
        checkpoints += 1;
        expectSame(readStudyCheckpoint(structuredClone({ key: 'a', checkpoint }), record), checkpoint);
        storeAndRead(rewindStudy(record, checkpoint));
        study.noteKept(0);
      },
    };
    const study = new StudyRun(config, tinyData, 'wasm', listener, { longestStepMs, saveEveryMs: 0 });
    await study.train();
    take();
    await study.dispose();
    expect(isComplete(record)).toBe(true);
    expect(news).toBeGreaterThan(10);
    expect(checkpoints).toBeGreaterThan(10);
    expect(record.members.some(({ divergedAt }) => divergedAt !== null)).toBe(name.includes('break down'));
  },
);
