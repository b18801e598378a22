import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_RUN_FILE_BYTES,
  readRunFile,
  runFileSizeFault,
} from '../../../../src/common/experiment/read-run-file.ts';
import { recordOfFile } from '../../../../src/common/experiment/record-of-file.ts';
import { buildRunFile, type RunFile } from '../../../../src/common/experiment/run-file.ts';
import { bytesOfAll, SNAPSHOT_BYTES } from '../../../../src/common/experiment/snapshots.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { mutatedJson } from '../../../fixtures/json-mutations.ts';
import { mutated } from '../../../fixtures/mutations.ts';
import { smallRunFile } from '../../../fixtures/small-run-file.ts';

const file = smallRunFile();
const text = JSON.stringify(file);

/** The file as it is written again after it was read. */
const rewritten = (read: RunFile): RunFile => {
  const { ladder, repeats } = read;
  return buildRunFile(recordOfFile(read), { ...(ladder && { ladder }), ...(repeats && { repeats }) });
};

const LONGEST_ERROR = 500;

/** What the text of any file must keep to; throws where it does not. */
function check(given: string): 'read' | 'refused' {
  const read = readRunFile(given);
  if ('error' in read) {
    if (!/^(This is no Normscope run file|The run file|The file is)/.test(read.error)) {
      expect(read.error).toBe('a sentence');
    }
    expect(read.error.length).toBeLessThan(LONGEST_ERROR);
    return 'refused';
  }
  const record = recordOfFile(read.value);
  expect(bytesOfAll(record.snapshots)).toBeLessThanOrEqual(SNAPSHOT_BYTES);
  const written = JSON.stringify(rewritten(read.value));
  const again = readRunFile(written);
  expectSame(again, { value: JSON.parse(written) });
  return 'read';
}

it('a run file that was written is read as it is', () => {
  expect(readRunFile(text)).toEqual({ value: file });
});

describe('a mutated run file', () => {
  it('of which the text was changed is refused in a sentence, or is a whole run', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutated(fc.constant(text)), (given) => {
        seen.add(check(given));
      }),
    );
    expect(seen).toContain('refused');
  });

  it('of which values were changed is refused in a sentence, or is a whole run', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutatedJson(text), (given) => {
        seen.add(check(given));
      }),
    );
    expect([...seen].sort()).toEqual(['read', 'refused']);
  });
});

type Loose = Record<string, unknown>;

/** The error of the good file with something in it changed. */
function errorOf(change: (file: RunFile) => void): string {
  const copy = smallRunFile();
  change(copy);
  const read = readRunFile(JSON.stringify(copy));
  return 'error' in read ? read.error : 'it was read';
}

const layersOf = (one: RunFile): RunFile['arms'][number]['layers'] => one.arms[0]?.layers ?? [];
const rowOf = (one: RunFile) => layersOf(one)[0] as Loose;

describe('a run file that does not fit together', () => {
  it.each<[string, (file: RunFile) => void]>([
    ['it holds 1 arms, and its settings name 2', ({ arms }) => arms.pop()],
    ['arm A has 12 figures of trainLoss at 11 steps', ({ arms }) => arms[0]?.step.pop()],
    ['arm A has 11 figures of trainAccuracy at 12 steps', ({ arms }) => arms[0]?.trainAccuracy.pop()],
    ['arm B has 0 figures of testLoss at 1 steps', ({ arms }) => arms[1]?.testLoss.pop()],
    ['arm B has 2 figures of byBatchLoss at 1 steps', ({ arms }) => arms[1]?.byBatchLoss?.push(1)],
    ['step of arm A does not rise', ({ arms }) => arms[0]?.step.reverse()],
    ['step of arm B goes beyond the last step', ({ arms }) => arms[1]?.step.splice(-1, 1, 13)],
    ['arm B broke down after the last step', ({ arms }) => Object.assign(arms[1] ?? {}, { divergedAt: 14 })],
    [
      'change 1 is to an arm that is not in the run',
      ({ changes }) => Object.assign(changes[0] ?? {}, { arm: 2 }),
    ],
    [
      'change 2 comes before the one before it',
      ({ changes }) => Object.assign(changes[1] ?? {}, { step: 1 }),
    ],
    ['change 2 comes after the last step', ({ changes }) => Object.assign(changes[1] ?? {}, { step: 13 })],
    ['change 2 is to the learning rate 99', ({ changes }) => Object.assign(changes[1] ?? {}, { rate: 99 })],
    ['the time that the run took is -1 ms', (one) => Object.assign(one, { elapsedMs: -1 })],
    [
      'it does not say when the run was started',
      ({ environment }) => Object.assign(environment, { startedAt: 'x' }),
    ],
    [
      'data of the run has more than',
      ({ environment }) => Object.assign(environment, { data: 'x'.repeat(2000) }),
    ],
    ['testLoss of arm A has a figure that is too large', ({ arms }) => arms[0]?.testLoss.splice(0, 1, 1e300)],
    ['row 1 of its layers has a figure that', (one) => Object.assign(rowOf(one), { norm: -1e300 })],
    ['1 of the landscape has a figure that', ({ ribbons }) => ribbons?.[0]?.losses[0]?.splice(0, 1, 1e46)],
    ['1000001 steps are more than a run can have', (one) => Object.assign(one, { steps: 1_000_001 })],
    ['its 11 rows of layers are no whole looks of 6 each', (one) => layersOf(one).pop()],
    ['row 1 of its layers is out of order', (one) => layersOf(one).reverse()],
    ['row 1 of its layers is out of order', (one) => Object.assign(rowOf(one), { layer: 2 })],
    ['row 1 of its layers has edges and counts', (one) => Object.assign(rowOf(one), { counts: [1, 70_000] })],
    ['row 1 of its layers has edges and counts', (one) => Object.assign(rowOf(one), { counts: [1] })],
    ['row 1 of its layers has edges and counts', (one) => Object.assign(rowOf(one), { edges: [0, 1, 9] })],
    ['row 1 of its layers has edges and counts', (one) => Object.assign(rowOf(one), { edges: [0, null, 2] })],
    ['row 1 of its layers has edges and counts', (one) => Object.assign(rowOf(one), { edges: [2, 2, 2] })],
    [
      'row 1 of its layers has a range and counts',
      (one) => Object.assign(rowOf(one), { centred: { min: 1, max: 1, counts: [3] } }),
    ],
    [
      'row 1 of its layers has a range and counts',
      (one) => Object.assign(rowOf(one), { centred: { min: 0, max: 1, counts: Array(65).fill(1) } }),
    ],
    ['measurement 1 of the step sizes is not of 2 arms', ({ stepSizes }) => stepSizes?.[0]?.losses.pop()],
    ['measurement 2 of the step sizes has sizes', ({ stepSizes }) => stepSizes?.[1]?.sizes.reverse()],
    ['measurement 1 of the landscape has not as many', ({ ribbons }) => ribbons?.[0]?.losses[1]?.pop()],
    ['its ladder are of the kind repeats', (one) => Object.assign(one, { ladder: one.repeats })],
    ['its repeats have 3 networks, not 4', ({ repeats }) => repeats?.members.pop()],
    [
      'the columns of its ladder do not rise',
      ({ ladder }) => Object.assign(ladder ?? {}, { columns: [1, 99] }),
    ],
    ['the columns of its ladder do not rise', ({ ladder }) => ladder?.columns.reverse()],
    ['the columns of its repeats do not rise', ({ repeats }) => repeats?.columns.splice(1, 1, 1e15)],
    [
      'there are 1 columns of its ladder, and there can be 2 to 24',
      ({ ladder }) => Object.assign(ladder ?? {}, { columns: [0.1] }),
    ],
    [
      'there are 33 columns of its repeats, and there can be 2 to 32',
      ({ repeats }) =>
        Object.assign(repeats ?? {}, { columns: Array.from({ length: 33 }, (_, seed) => seed) }),
    ],
    [
      'network 2 of its repeats is no arm',
      ({ repeats }) => Object.assign(repeats?.members[1] ?? {}, { arm: '' }),
    ],
    [
      'the settings of its ladder cannot be used: depth',
      ({ ladder }) => Object.assign(ladder?.config ?? {}, { depth: 'x' }),
    ],
  ])('is refused: %s', (words, change) => {
    expect(errorOf(change)).toContain(`The run file does not fit together: `);
    expect(errorOf(change)).toContain(words);
  });

  it('holds no more looks than are kept', () => {
    const many = (one: RunFile) => {
      const look = layersOf(one).slice(0, 6);
      const looks = Array.from({ length: 601 }, (_, step) => look.map((row) => ({ ...row, step })));
      Object.assign(one, { steps: 1000 });
      Object.assign(one.arms[0] ?? {}, { layers: looks.flat() });
    };
    expect(errorOf(many)).toContain('arm A: it has more than 600 looks inside its layers');
  });
});

describe('a run file that is a bomb', () => {
  const has = (given: string) => expect(readRunFile(given)).toHaveProperty('error');

  it('of millions of faults is refused by the first', () => {
    const arms = Array.from({ length: 1_500_000 }, () => ({}));
    const { error } = readRunFile(JSON.stringify({ ...file, arms })) as Loose;
    expect(error).toContain('arms.0.name');
  });

  it('of lists in lists, or of too many lists, is refused before it is read', () => {
    expect(readRunFile(`${'['.repeat(100_000)}`)).toEqual({
      error: 'This is no Normscope run file: it has more than 16 lists within each other.',
    });
    expect(readRunFile(`[${'[],'.repeat(2_000_000)}[]]`)).toEqual({
      error: 'This is no Normscope run file: it has more than 2,000,000 lists.',
    });
    // In a string a bracket is a sign like others.
    expect(readRunFile(JSON.stringify(`"\\${'['.repeat(50)}`))).toMatchObject({
      error: expect.stringContaining('Expected Object but received'),
    });
  });

  it('is refused by its size, before its text is looked at', () => {
    const most = 'and run files of at most 128 MiB are read.';
    expect(readRunFile(' '.repeat(MOST_RUN_FILE_BYTES + 1))).toEqual({
      error: `The file is too large: 129 MiB, ${most}`,
    });
    expect(runFileSizeFault(3 * 2 ** 30)).toBe(`The file is too large: 3,072 MiB, ${most}`);
    expect(runFileSizeFault(MOST_RUN_FILE_BYTES)).toBeNull();
    expect(runFileSizeFault(0)).toBe('The file is empty.');
  });

  it.each(['', '{', 'null', '[]', '"', '\ufeff{}', '{"format":"normscope-run"}', 'PNG\u0000'])(
    '%j is none',
    has,
  );

  it('of a value of megabytes is refused in a short sentence', () => {
    const long = JSON.stringify({ ...file, format: 'x'.repeat(5_000_000) });
    const { error = '' } = readRunFile(long) as { error?: string };
    expect(error).toContain('format: ');
    expect(error.length).toBeLessThan(LONGEST_ERROR);
  });
});
