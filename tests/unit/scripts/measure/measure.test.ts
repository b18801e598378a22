import { describe, expect, it } from 'vitest';
import { readMeasureArguments } from '../../../../scripts/measure/arguments.ts';
import { measuredRows } from '../../../../scripts/measure/measured-rows.ts';
import { figuresSource } from '../../../../scripts/measure/write-figures.ts';
import { PRESET_FIGURES } from '../../../../src/common/experiment/preset-figures.ts';
import { newRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { fixtureConfig, fixtureEnvironment, fixtureTelemetry } from '../../../fixtures/record.ts';

const config = fixtureConfig({});

/** A run whose arms were last tested with these accuracies; NaN for one that broke down. */
function run(...accuracy: number[]) {
  const quiet = { ...fixtureTelemetry({}, 0, 1), train: [], snapshots: [] };
  const loss = accuracy.map(() => 0.1);
  return recordTelemetry(newRecord(config, fixtureEnvironment), {
    ...quiet,
    tests: [
      { step: 0, loss, accuracy: accuracy.map(() => 0.1), byBatch: null },
      { step: 9, loss, accuracy, byBatch: null },
    ],
    divergences: accuracy.flatMap((one, arm) => (Number.isNaN(one) ? [{ arm, step: 5 }] : [])),
  });
}

describe('a measurement', () => {
  it('is mean and sample deviation of the last scores', () => {
    const rows = measuredRows(config, [run(0.9, 0.1), run(0.92, 0.1), run(0.94, 0.1)]);
    expect(rows).toEqual([
      { arm: 'A · Batch normalization', unit: 'test accuracy', mean: 0.92, spread: 0.02, n: 3, diverged: 0 },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.1, spread: 0, n: 3, diverged: 0 },
    ]);
  });

  it('leaves out and counts the runs in which an arm broke down', () => {
    const [, some] = measuredRows(config, [run(0.9, Number.NaN), run(0.9, 0.8)]);
    expect(some).toMatchObject({ mean: 0.8, spread: null, n: 1, diverged: 1 });
    const [, none] = measuredRows(config, [run(0.9, Number.NaN)]);
    expect(none).toMatchObject({ mean: null, spread: null, n: 0, diverged: 1 });
  });

  it('is written as the table that the page reads', () => {
    const source = figuresSource(PRESET_FIGURES);
    const table: unknown = JSON.parse(source.slice(source.indexOf('=\n{') + 2, source.lastIndexOf(';')));
    expect(table).toEqual(PRESET_FIGURES);
  });
});

describe('npm run measure', () => {
  it('is of all presets with seeds 1, 2 and 3 when not told otherwise', () => {
    expect(readMeasureArguments([])).toEqual({
      presets: Object.keys(PRESET_FIGURES),
      seeds: [1, 2, 3],
      steps: null,
      print: false,
      help: false,
    });
  });

  it('takes some presets, seeds and a number of steps', () => {
    expect(
      readMeasureArguments(['--preset', 'cnn,deep-mlp', '--seeds', '4,5', '--steps', '10', '--print']),
    ).toEqual({
      presets: ['cnn', 'deep-mlp'],
      seeds: [4, 5],
      steps: 10,
      print: true,
      help: false,
    });
  });

  it.each([
    [['--preset', 'shallow'], '“shallow” is not one of deep-mlp'],
    [['--seeds', '1,x'], '--seeds: “x” is not a whole number'],
    [['--steps', '0'], '--steps: “0” is not a whole number from 1'],
    [['--colour'], 'lists what there is'],
  ])('refuses %j and names the fault', (args, fault) => {
    expect(() => readMeasureArguments(args)).toThrow(fault);
  });
});
