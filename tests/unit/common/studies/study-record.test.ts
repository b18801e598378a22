import { expect, test } from 'vitest';
import { values } from '../../../../src/common/lib/series.ts';
import {
  isComplete,
  newStudyRecord,
  recordStudyTelemetry,
} from '../../../../src/common/studies/study-record.ts';
import { fixtureEnvironment } from '../../../fixtures/record.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';

const config = fixtureStudyConfig('ladder', [0.1, 1], { steps: 3 });
const empty = newStudyRecord(config, fixtureEnvironment);
const rows = (firstStep: number, members: number, loss: number) => ({
  firstStep,
  loss: new Float32Array(members).fill(loss),
  accuracy: new Float32Array(members),
});
const telemetry = { ...empty.progress, size: 4, train: [], tests: [], divergences: [] };

test('telemetry of a round is of its members only', () => {
  const record = recordStudyTelemetry(empty, { ...telemetry, first: 2, size: 2, train: [rows(1, 2, 5)] });
  expect(record.members.map(({ step }) => step.length)).toEqual([0, 0, 1, 1]);
});

test('a round that is begun anew takes the place of what it had told, also with fewer members', () => {
  const begun = recordStudyTelemetry(empty, { ...telemetry, train: [rows(1, 4, 5), rows(2, 4, 5)] });
  const anew = recordStudyTelemetry(begun, { ...telemetry, size: 2, train: [rows(1, 2, 7)] });
  expect(
    Array.from(values(anew.members[0]?.trainLoss ?? { length: 0, storage: new Float64Array(0) })),
  ).toEqual([7]);
  const second = recordStudyTelemetry(anew, { ...telemetry, first: 2, size: 2, train: [rows(1, 2, 8)] });
  expect(second.members.map(({ step }) => step.length)).toEqual([1, 1, 1, 1]);
});

test('a test of the first weights that is told before any step stays', () => {
  const tests = [{ step: 0, loss: [2, 2, 2, 2], accuracy: [0.1, 0.1, 0.1, 0.1], byBatch: null }];
  const tested = recordStudyTelemetry(empty, { ...telemetry, tests });
  const trained = recordStudyTelemetry(tested, { ...telemetry, train: [rows(1, 4, 5)] });
  expect(trained.members[0]?.testStep.length).toBe(1);
});

test('a study is complete when every member was tested at its end or has broken down', () => {
  expect(isComplete(empty)).toBe(false);
  const half = fixtureStudy(config, (_, column) =>
    column === 0 ? { accuracy: [[3, 0.9]] } : { accuracy: [[2, 0.9]] },
  );
  expect(isComplete(half)).toBe(false);
  const whole = fixtureStudy(config, (_, column) =>
    column === 0 ? { accuracy: [[3, 0.9]] } : { accuracy: [], divergedAt: 1 },
  );
  expect(isComplete(whole)).toBe(true);
});
