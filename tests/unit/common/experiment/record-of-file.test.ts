import { describe, expect, it } from 'vitest';
import type { ExperimentConfig } from '../../../../src/common/experiment/config.ts';
import {
  emptyArmLayers,
  figuresOf,
  histogramOf,
  PROBES,
  setProbe,
  unitFiguresOf,
} from '../../../../src/common/experiment/layer-snapshot.ts';
import { readRunFile } from '../../../../src/common/experiment/read-run-file.ts';
import { recordOfFile } from '../../../../src/common/experiment/record-of-file.ts';
import { buildRunFile, type RunFile, replayOf } from '../../../../src/common/experiment/run-file.ts';
import {
  emptyArm,
  newRecord,
  type RunRecord,
  recordTelemetry,
} from '../../../../src/common/experiment/run-record.ts';
import { judge } from '../../../../src/common/experiment/verdict.ts';
import { values } from '../../../../src/common/lib/series.ts';
import { describeValues } from '../../../../src/training/engine/value-figures.ts';
import { CONV, MIXED_ARMS } from '../../../fixtures/arms.ts';
import { fixtureRibbon, fixtureStepSizes } from '../../../fixtures/landscape.ts';
import {
  type FixtureOptions,
  fixtureConfig,
  fixtureEnvironment,
  fixtureRecord,
} from '../../../fixtures/record.ts';
import { fixtureSnapshot } from '../../../fixtures/snapshot.ts';
import { telemetryAt } from '../../page/samples.ts';

/** The file as it is read from a disk. */
function readBack(record: RunRecord): RunFile {
  const read = readRunFile(JSON.stringify(buildRunFile(record)));
  if ('error' in read) throw new Error(read.error);
  return read.value;
}

const withLandscape = (record: RunRecord): RunRecord =>
  recordTelemetry(record, {
    ...telemetryAt(record.step),
    elapsedMs: 1234.5,
    stepSizes: [fixtureStepSizes(record.step)],
    ribbons: [fixtureRibbon(record.step)],
  });

const CASES: readonly [string, RunRecord][] = [
  ['a run before its first step', newRecord(fixtureConfig({}), fixtureEnvironment)],
  [
    'a run with a change, a divergence and a landscape',
    withLandscape(
      fixtureRecord({
        step: 300,
        divergedAt: [null, 250],
        changes: [{ kind: 'bn', step: 100, arm: 1, on: true }],
      }),
    ),
  ],
  ['arms of every kind in a convolution', fixtureRecord({ step: 60, config: { ...CONV, arms: MIXED_ARMS } })],
];

describe('the record of a file', () => {
  it.each(CASES)('of %s is written as the same file again', (_, record) => {
    const file = readBack(record);
    expect(buildRunFile(recordOfFile(file))).toEqual(file);
  });

  it('has the curves, the verdict and the landscape of the run that was written', () => {
    const record = withLandscape(fixtureRecord({ step: 300, divergedAt: [null, 250] }));
    const read = recordOfFile(readBack(record));
    const columns = ({ arms }: RunRecord) =>
      arms.map(({ divergedAt, ...arm }) => [
        divergedAt,
        Object.values(arm).map((series) => [...values(series)]),
      ]);
    expect(columns(read)).toEqual(columns(record));
    expect(read.stepSizes).toEqual(record.stepSizes);
    expect(read.ribbons).toEqual(record.ribbons);
    expect([read.step, read.elapsedMs, read.stepsPerSecond]).toEqual([300, 1234.5, 0]);
    expect(judge(read)).toEqual(judge(record));
  });

  it('has looks inside the layers, of all but single units', () => {
    const record = fixtureRecord({ step: 100 });
    const read = recordOfFile(readBack(record));
    expect(read.snapshots.map(({ step }) => step)).toEqual(record.snapshots.map(({ step }) => step));
    const [first, then] = [read.snapshots[3], record.snapshots[3]];
    if (first === undefined || then === undefined) throw new Error('There is no fourth look');
    expect([first.layers, first.images, first.units.length]).toEqual([10, 100, 0]);
    for (const probe of PROBES) {
      expect(figuresOf(first, 1, 7, probe)).toEqual(figuresOf(then, 1, 7, probe));
      for (const spread of ['pooled', 'centred'] as const) {
        expect(histogramOf(first, 1, 7, probe, spread)).toEqual(histogramOf(then, 1, 7, probe, spread));
      }
    }
    expect(unitFiguresOf(first, 0, 1, 0)).toBeNull();
  });

  it('tells of a convolution how many of the batch’s images were looked at', () => {
    const record = fixtureRecord({ step: 5, config: CONV });
    const images = record.snapshots[0]?.images;
    expect(images).toBeLessThan(100);
    expect(recordOfFile(readBack(record)).snapshots[0]?.images).toBe(images);
  });

  it('of version 1 has curves, and no looks', () => {
    const file = readBack(fixtureRecord({ step: 30 }));
    const read = recordOfFile({ ...file, version: 1 });
    expect(read.snapshots).toEqual([]);
    expect(read.arms[0]?.step.length).toBe(30);
  });

  it('of version 2 has no second curves', () => {
    const file = readBack(fixtureRecord({ step: 30 }));
    const arms = file.arms.map(({ byBatchAccuracy: _a, byBatchLoss: _l, ...arm }) => arm);
    const read = recordOfFile({ ...file, version: 2, arms });
    const { byBatchLoss, testStep } = read.arms[0] ?? emptyArm;
    expect([...values(byBatchLoss)]).toEqual([...values(testStep)].map(() => Number.NaN));
    expect(read.snapshots).toHaveLength(3);
  });

  it('of hundreds of thousands of steps has them all', () => {
    const file = readBack(newRecord(fixtureConfig({}), fixtureEnvironment));
    const step = Array.from({ length: 300_000 }, (_, index) => index + 1);
    const arms = file.arms.map((arm) => ({
      ...arm,
      step,
      trainLoss: step.map(() => 1),
      trainAccuracy: step.map(() => 0.5),
    }));
    const read = readRunFile(JSON.stringify({ ...file, steps: 300_000, arms }));
    expect('value' in read && recordOfFile(read.value).arms[1]?.trainLoss.length).toBe(300_000);
  });

  it.each<[string, readonly number[]]>([
    ['of one value', [0.25, 0.25, 0.25, 0.25]],
    ['of zeros', [0, 0, 0, 0]],
    ['of values side by side', [1, 1 + 2 ** -23, 1 + 2 ** -22, 1]],
    ['of values close together at a large size', [70_001, 70_001.5, 70_002, 70_009]],
    ['wide', [-3e38, 3e38, 1e-40, 7]],
    ['some of which are not finite', [Number.NaN, 1, 2, Number.POSITIVE_INFINITY]],
    ['none of which are finite', [Number.NaN, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]],
  ])('has the same histograms of values %s', (_, list) => {
    const config = fixtureConfig({
      config: { depth: 1, width: 8, batch: 2, arms: [{ bn: true, rate: 0.1 }] },
    });
    const own = emptyArmLayers(1, 0);
    const { counts, figures } = describeValues(Float32Array.from([...list, ...list, ...list, ...list]), 8);
    for (const probe of PROBES) setProbe(own, 1, probe, figures, counts);
    const snapshot = { ...fixtureSnapshot(config, 0, () => null), arms: [own], units: new Uint16Array(0) };
    const record = { ...newRecord(config, fixtureEnvironment), snapshots: [snapshot] };
    const file = readBack(record);
    expect(buildRunFile(recordOfFile(file))).toEqual(file);
    const read = recordOfFile(file).snapshots[0] ?? null;
    expect(figuresOf(read, 0, 1, 'z')).toEqual(figures);
    for (const spread of ['pooled', 'centred'] as const) {
      expect(histogramOf(read, 0, 1, 'z', spread)).toEqual(histogramOf(snapshot, 0, 1, 'z', spread));
    }
  });

  it('keeps the looks at the ends of arms, however many', () => {
    const arms = Array.from({ length: 30 }, () => ({ bn: true, rate: 0.1 }));
    const divergedAt = arms.map((_, arm) => 3 + arm);
    const options: FixtureOptions = { step: 0, divergedAt, config: { depth: 1, width: 8, batch: 4, arms } };
    const ends = divergedAt.map((end) => ({
      ...fixtureSnapshot(fixtureConfig(options), end, (arm) => (3 + arm >= end ? true : null)),
      landmark: true,
    }));
    const record = recordTelemetry(fixtureRecord(options), {
      ...telemetryAt(40),
      snapshots: ends,
      divergences: divergedAt.map((step, arm) => ({ arm, step })),
    });
    const file = readBack(record);
    expect(new Set(file.arms[29]?.layers.map(({ step }) => step)).size).toBe(31);
    expect(buildRunFile(recordOfFile(file))).toEqual(file);
  });

  it('repeats the run that was written', () => {
    const record = fixtureRecord({ step: 30, changes: [{ kind: 'rate', step: 9, arm: 0, rate: 0.5 }] });
    const config: ExperimentConfig = recordOfFile(readBack(record)).config;
    expect(config).toEqual(record.config);
    expect(replayOf(readBack(record)).changes).toEqual(record.changes);
  });
});
