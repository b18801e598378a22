import { expect, it } from 'vitest';
import { markOfData } from '../../../../src/training/data/data-mark.ts';
import type { Dataset } from '../../../../src/training/data/dataset.ts';
import { tinySet } from '../../../checks/tiny-problem.ts';

const data = (patch: Partial<Dataset> = {}): Dataset => ({
  source: 'files',
  name: 'tiny digits',
  train: tinySet(600, 1),
  test: tinySet(150, 2),
  note: null,
  ...patch,
});

it('is the same for the same images and labels, whatever they are called', () => {
  expect(markOfData(data())).toBe(markOfData(data({ name: 'other', note: 'a note' })));
  expect(markOfData(data())).toMatch(/^files-600-150-[0-9a-f]{8}$/);
});

it('tells other images, other labels, other counts and another source', () => {
  const train = tinySet(600, 1);
  const relabelled = { ...train, labels: train.labels.map((label) => (label + 1) % 10) };
  const marks = [
    data(),
    data({ train: tinySet(600, 3) }),
    data({ train: relabelled }),
    data({ test: tinySet(149, 2) }),
    data({ source: 'mnist' }),
  ].map(markOfData);
  expect(new Set(marks).size).toBe(marks.length);
});
