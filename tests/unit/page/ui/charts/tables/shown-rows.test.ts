import { expect, test } from 'vitest';
import {
  cellText,
  figureColumns,
  shownRows,
} from '../../../../../../src/page/ui/charts/tables/shown-rows.ts';

const steps = Array.from({ length: 3112 }, (_, step) => [step, 0.5]);

test('of a long run the newest rows are shown, and it is said how many there are', () => {
  const { rows, keys, note } = shownRows({ columns: ['step', 'loss'], rows: steps });
  expect(rows).toHaveLength(500);
  expect(rows[0]).toEqual([2612, 0.5]);
  expect(keys[0]).toBe(2612);
  expect(note).toBe('The newest 500 of 3,112 rows; the CSV file has them all.');
});

test('of other long tables the first rows are shown; of short ones all', () => {
  const layers = { columns: ['layer', 'mean'], rows: steps };
  expect(shownRows(layers, 3).rows).toEqual(steps.slice(0, 3));
  expect(shownRows(layers, 3).note).toMatch(/^The first 3 of/);
  expect(shownRows(layers, 3112).note).toBeNull();
});

test('rows that share a step have keys of their own', () => {
  const rows = [
    [1, 'A'],
    [1, 'B'],
    [2, 'A'],
  ];
  expect(shownRows({ columns: ['step', 'arm'], rows }).keys).toEqual([0, 1, 2]);
  expect(shownRows({ columns: ['arm'], rows: [['A'], ['B']] }).keys).toEqual([0, 1]);
});

test('cells say their figures with four digits, and what is missing or not finite as it is', () => {
  expect([0.964321, 1240, 2.1304e-7, -0.5, 12_345.6, 1e9, 0].map(cellText)).toEqual([
    '0.9643',
    '1,240',
    '2.130e-7',
    '−0.5000',
    '12,346',
    '1.000e9',
    '0',
  ]);
  const odd = [null, 'diverged', Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect(odd.map(cellText)).toEqual(['–', 'diverged', 'NaN', 'Infinity', '−Infinity']);
});

test('columns of figures are told from columns of words', () => {
  const rows = [
    [1, 'A', null],
    [2, 'B', 0.5],
  ];
  expect(figureColumns({ columns: ['step', 'arm', 'loss'], rows })).toEqual([true, false, true]);
});
