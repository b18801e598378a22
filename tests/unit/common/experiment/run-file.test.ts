import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { runFileJsonSchema, SCHEMA_PATH } from '../../../../scripts/run-file-schema.ts';
import { APP_VERSION } from '../../../../src/common/experiment/app-version.ts';
import { type LayerSnapshot, PROBES } from '../../../../src/common/experiment/layer-snapshot.ts';
import {
  buildRunFile,
  parseRunFile,
  type RunFile,
  replayOf,
} from '../../../../src/common/experiment/run-file.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { buildStudyFile } from '../../../../src/common/studies/study-file.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { fixtureRibbon, fixtureStepSizes } from '../../../fixtures/landscape.ts';
import {
  fixtureConfig,
  fixtureEnvironment,
  fixtureRecord,
  fixtureTelemetry,
} from '../../../fixtures/record.ts';
import { fixtureSnapshot } from '../../../fixtures/snapshot.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';

const publishedBefore = (version: number): object =>
  JSON.parse(readFileSync(`public/schema/run-file.v${version}.json`, 'utf8'));
const published: object = JSON.parse(readFileSync(SCHEMA_PATH, 'utf8'));
/** A run file as it was before version 4, when no run moved either. */
const asBefore = ({
  ladder: _ladder,
  repeats: _repeats,
  ribbons: _ribbons,
  moves: _moves,
  stepSizes: _sizes,
  ...file
}: RunFile) => file;

/** A ladder of which one network has broken down and one has not had its turn. */
const ladder = fixtureStudy(fixtureStudyConfig('ladder', [0.1, 1]), (row, column) =>
  row === 1 && column === 1
    ? null
    : {
        accuracy: [
          [250, 0.5],
          [500, 0.9],
        ],
        ...(row === 1 ? { divergedAt: 300 } : {}),
      },
);
const inJson = (record: RunRecord): unknown =>
  JSON.parse(JSON.stringify(buildRunFile(record, { ladder: buildStudyFile(ladder) })));

/** A run with everything in it: recorded looks, a change, a divergence, a loss that is not finite. */
function makeFullRecord(): RunRecord {
  const changes = [{ kind: 'bn' as const, step: 100, arm: 1, on: true }];
  const record = fixtureRecord({ step: 300, divergedAt: [null, 250], changes });
  const snapshot = fixtureSnapshot(record.config, 300, (arm) => (arm === 0 ? true : null));
  const silent = fixtureTelemetry({}, 300, 301);
  const loss = [Number.POSITIVE_INFINITY, Number.NaN];
  const tests = [{ step: 301, loss, accuracy: [0.1, Number.NaN], byBatch: null }];
  return recordTelemetry(record, {
    ...silent,
    train: [],
    tests,
    snapshots: [snapshot],
    stepSizes: [fixtureStepSizes(300)],
    ribbons: [fixtureRibbon(300)],
  });
}

let full: RunRecord | undefined;
const fullRecord = (): RunRecord => {
  full ??= makeFullRecord();
  return full;
};

describe('a run file', () => {
  it('is valid by the published JSON Schema', () => {
    const validate = new Ajv({ strict: false }).compile(published);
    expect(validate(inJson(fullRecord())), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...(inJson(fullRecord()) as object), steps: -1 })).toBe(false);
  });

  it('has the schema that is published', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(runFileJsonSchema())));
  });

  it('comes back as it was written', () => {
    const file = inJson(fullRecord());
    expectSame(parseRunFile(file), { value: file });
  });

  it('holds each arm as columns, its divergence, and looks inside its layers', () => {
    const file = buildRunFile(fullRecord());
    const [a, b] = file.arms;
    expect(a?.step).toHaveLength(300);
    expect(b?.step.at(-1)).toBe(249);
    expect([a?.divergedAt, b?.divergedAt]).toEqual([null, 250]);
    expect(a?.testLoss.at(-1)).toBeNull();
    const steps = [...new Set(a?.layers.map(({ step }) => step))];
    expect([steps[0], steps.at(-1)]).toEqual([0, 300]);
    expect(a?.layers).toHaveLength(steps.length * 10 * 6);
    expect(a?.layers.slice(0, 6).map(({ layer, probe }) => `${layer} ${probe}`)).toEqual(
      PROBES.map((probe) => `1 ${probe}`),
    );
    expect(a?.layers[0]?.edges).toHaveLength((a?.layers[0]?.counts.length ?? 0) + 1);
    expect(Math.max(...(b?.layers.map(({ step }) => step) ?? []))).toBeLessThan(250);
    expect(file.changes).toEqual([{ kind: 'bn', step: 100, arm: 1, on: true }]);
  });

  it('holds what was measured of the landscape, and studies', () => {
    const file = inJson(fullRecord()) as RunFile;
    expect(file.stepSizes?.[0]).toMatchObject({ step: 300, rate: [0.1, 0.1] });
    expect(file.stepSizes?.[0]?.losses[1]?.at(-1)).toBeNull();
    expect(file.ribbons?.[0]?.gradientChanges[0]).toHaveLength(7);
    expect(file.ladder).toMatchObject({ kind: 'ladder', columns: [0.1, 1], complete: false });
    expect(file.ladder?.members.map(({ arm, divergedAt }) => [arm, divergedAt])).toEqual([
      ['bn:0.1', null],
      ['plain:0.1', 300],
      ['bn:1', null],
      ['plain:1', null],
    ]);
    expect(file.ladder?.members[0]?.step.at(-1)).toBe(500);
    expect(file.repeats).toBeUndefined();
  });

  it('tells of long studies evenly spread training steps, the last one among them', () => {
    const long = fixtureStudy(fixtureStudyConfig('repeats', [1], { steps: 2500 }), () => ({
      accuracy: [[2500, 0.9]],
    }));
    const [member] = buildStudyFile(long).members;
    expect(member?.step.length).toBeLessThanOrEqual(1000);
    expect(member?.step.slice(-2)).toEqual([2497, 2500]);
  });

  it('of version 4, of a run that stayed on its backend, is still read', () => {
    const { moves: _, ...file } = buildRunFile(fullRecord());
    const old: unknown = JSON.parse(JSON.stringify({ ...file, version: 4 }));
    expect(new Ajv({ strict: false }).compile(publishedBefore(4))(old)).toBe(true);
    expectSame(parseRunFile(old), { value: old });
  });

  it('tells where a run went on elsewhere', () => {
    const move = { step: 40, backend: 'cpu', renderer: 'a processor' } as const;
    const file = buildRunFile({ ...fullRecord(), moves: [move] });
    expect(parseRunFile(JSON.parse(JSON.stringify(file)))).toMatchObject({ value: { moves: [move] } });
  });

  it('of version 3, without a landscape and studies, is still read', () => {
    const { probeEvery, ribbonsEvery, ...config } = buildRunFile(fullRecord()).config;
    const old: unknown = JSON.parse(
      JSON.stringify({ ...asBefore(buildRunFile(fullRecord())), version: 3, config }),
    );
    expect(new Ajv({ strict: false }).compile(publishedBefore(3))(old)).toBe(true);
    expectSame(parseRunFile(old), { value: old });
  });

  it('of version 1, with activations only, is still read', () => {
    const file = buildRunFile(fullRecord());
    const arms = file.arms.map(({ byBatchLoss, byBatchAccuracy, ...arm }) => ({
      ...arm,
      layers: arm.layers
        .filter(({ probe }) => probe === 'activation')
        .map(({ min, max, norm, nan, infinite, saturated, deadUnits, centred, ...row }) => row),
    }));
    const old: unknown = JSON.parse(JSON.stringify({ ...asBefore(file), version: 1, arms }));
    expect(new Ajv({ strict: false }).compile(publishedBefore(1))(old)).toBe(true);
    expectSame(parseRunFile(old), { value: old });
  });

  it('of version 2, with fewer settings, is still read, and repeats what it repeated', () => {
    const file = buildRunFile(fullRecord());
    const then = [
      'preset',
      'kind',
      'depth',
      'width',
      'activation',
      'init',
      'initSigma',
      'optimizer',
      'batch',
      'seed',
    ];
    const names = [...then, 'data', 'backend', 'steps', 'target', 'evalEvery', 'arms'];
    const config = Object.fromEntries(names.map((name) => [name, file.config[name]]));
    const arms = file.arms.map(({ byBatchLoss, byBatchAccuracy, ...arm }) => arm);
    const old: unknown = JSON.parse(JSON.stringify({ ...asBefore(file), version: 2, config, arms }));
    expect(new Ajv({ strict: false }).compile(publishedBefore(2))(old)).toBe(true);
    const parsed = parseRunFile(old);
    expect(parsed).toEqual({ value: old });
    expect('value' in parsed && replayOf(parsed.value)).toEqual(replayOf(file));
  });

  it('holds an arm’s second curve, by batch statistics, and null where there is none', () => {
    const telemetry = fixtureTelemetry({}, 0, 1);
    const byBatch = { loss: [0.4, Number.NaN], accuracy: [0.85, Number.NaN] };
    const tests = [{ step: 1, loss: [0.5, 0.6], accuracy: [0.8, 0.7], byBatch }];
    const record = recordTelemetry(newRecord(fixtureConfig({}), fixtureEnvironment), { ...telemetry, tests });
    const [a, b] = buildRunFile(record).arms;
    expect([a?.byBatchLoss, a?.byBatchAccuracy]).toEqual([[0.4], [0.85]]);
    expect([b?.byBatchLoss, b?.byBatchAccuracy]).toEqual([[null], [null]]);
  });

  it('holds a few looks of a long run, not all', () => {
    const record = fullRecord();
    const some = record.snapshots[0] as LayerSnapshot;
    const snapshots = Array.from({ length: 200 }, (_, index) => ({
      ...some,
      step: 10 * index,
      landmark: index === 0,
    }));
    const [a] = buildRunFile({ ...record, snapshots }).arms;
    expect(new Set(a?.layers.map(({ step }) => step)).size).toBeLessThanOrEqual(24);
  });

  it.each([
    [{ version: 6 }, 'version'],
    [{ format: 'png' }, 'format'],
    [{ arms: [{}] }, 'arms.0'],
    [{ config: { depth: '99' } }, 'depth: “99”'],
  ])('that says %j is refused, and the fault named', (patch, named) => {
    const parsed = parseRunFile({ ...(inJson(fullRecord()) as object), ...patch });
    expect('error' in parsed && parsed.error).toContain(named);
  });

  it.each([null, 3, 'text', [], {}])('is not %j', (input) => {
    expect(parseRunFile(input)).toHaveProperty('error');
  });
});

describe('the version', () => {
  it('is the one in package.json', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toHaveProperty('version', APP_VERSION);
  });
});
