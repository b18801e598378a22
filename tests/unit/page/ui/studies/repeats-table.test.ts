import { expect, test } from 'vitest';
import { csvText } from '../../../../../src/page/export/csv.ts';
import { ladderFacts, repeatsFacts, studyFileName } from '../../../../../src/page/export/study-text.ts';
import { repeatsModel } from '../../../../../src/page/ui/studies/repeats-model.ts';
import { armsTable, repeatsMeans } from '../../../../../src/page/ui/studies/repeats-table.ts';
import { studyTable } from '../../../../../src/page/ui/studies/study-table.ts';
import { fixtureStudy, fixtureStudyConfig, type MemberCurve } from '../../../../fixtures/study.ts';

const NB = '\u202f';
const nets: Readonly<Record<string, MemberCurve>> = {
  '0 0': {
    accuracy: [
      [0, 0.1],
      [100, 0.9],
      [200, 0.96],
    ],
  },
  '0 1': {
    accuracy: [
      [0, 0.1],
      [100, 0.7],
      [200, 0.94],
    ],
  },
  '1 0': {
    accuracy: [
      [0, 0.1],
      [100, 0.5],
    ],
    divergedAt: 150,
  },
  '1 1': { accuracy: [], divergedAt: 1 },
};
const arms = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1, name: 'without' },
];
const config = fixtureStudyConfig('repeats', [4, 5], { steps: 200, seed: 4, arms });
const record = fixtureStudy(config, (row, column) => nets[`${row} ${column}`] ?? null);

test('the CSV file has a row for every test of every network, and one for a network without any', () => {
  const { columns, rows } = studyTable(record);
  expect(columns).toEqual([
    'arm',
    'learning rate',
    'seed',
    'step',
    'test loss (nats)',
    'test accuracy (%)',
    'diverged at step',
  ]);
  expect(rows).toEqual([
    ['A · Batch normalization', 0.1, 4, 0, 2.3 * 0.9, 10, null],
    ['A · Batch normalization', 0.1, 4, 100, 2.3 * (1 - 0.9), 90, null],
    ['A · Batch normalization', 0.1, 4, 200, 2.3 * (1 - 0.96), 96, null],
    ['B · without', 0.1, 4, 0, 2.3 * 0.9, 10, 150],
    ['B · without', 0.1, 4, 100, 2.3 * 0.5, 50, 150],
    ['A · Batch normalization', 0.1, 5, 0, 2.3 * 0.9, 10, null],
    ['A · Batch normalization', 0.1, 5, 100, 2.3 * (1 - 0.7), 70, null],
    ['A · Batch normalization', 0.1, 5, 200, 2.3 * (1 - 0.94), 94, null],
    ['B · without', 0.1, 5, null, null, null, 1],
  ]);
  expect(csvText(studyTable(record)).split('\r\n')[9]).toBe('B · without,0.1,5,,,,1');
});

test('the table of the chart has mean, band and number of seeds at every test', () => {
  const view = {
    figure: 'accuracy',
    band: 'range',
    singles: false,
    logX: false,
    logY: true,
    tabled: true,
  } as const;
  const { columns, rows } = repeatsMeans(repeatsModel(record, view));
  expect(columns).toEqual([
    'step',
    'A mean test accuracy (%)',
    'A Min–max from',
    'A Min–max to',
    'A seeds',
    'B · without mean test accuracy (%)',
    'B · without Min–max from',
    'B · without Min–max to',
    'B · without seeds',
  ]);
  expect(rows).toEqual([
    [0, 10, 10, 10, 2, 10, 10, 10, 1],
    [100, 80, 70, 90, 2, 50, 50, 50, 1],
    [200, 95, 94, 96, 2, null, null, null, 0],
  ]);
});

test('the table of arms has means and counts', () => {
  expect(armsTable(record).rows).toEqual([
    ['A · Batch normalization', `95.0 ± 1.4${NB}%`, '150 (100 to 200)', '2 of 2', '0 of 2'],
    ['B · without', 'none', 'none', '0 of 2', '2 of 2'],
  ]);
  const begun = fixtureStudy(config, (row, column) => (row + column === 0 ? (nets['0 0'] ?? null) : null));
  expect(armsTable(begun).rows[0]).toEqual(['A · Batch normalization', null, null, null, null]);
});

test('what stands below a picture tells the seeds, and the link asks for as many', () => {
  const facts = Object.fromEntries(repeatsFacts(record, new Date(2026, 1, 3, 14, 5)));
  expect(facts['Training']).toContain('seeds 4, 5');
  expect(facts['Training']).not.toContain('seed 4 ');
  expect(facts['Study']).toContain('of 800 steps of all networks');
  expect(facts['Link']).toContain('seed=4');
  expect(facts['Link']).toContain('repeats=2');
  expect(facts['Made']).toContain('3 February 2026');
});

test('the name of a file says the experiment and the seeds', () => {
  expect(studyFileName(record, 'csv')).toBe('normscope-repeats-deep-mlp-seeds4to5.csv');
  const changed = { ...record, config: { ...config, base: { ...config.base, batch: 20 } } };
  expect(studyFileName(changed, 'png')).toBe('normscope-repeats-deep-mlp-changed-seeds4to5.png');
});

test('a ladder has a rate in every row, and its facts tell the rates and a link that measures them again', () => {
  const ladder = fixtureStudyConfig('ladder', [0.01, 1], { arms: [{ bn: true, rate: 0.3 }] });
  const measured = fixtureStudy(ladder, (_, column) => ({ accuracy: [[500, column === 0 ? 0.5 : 0.9]] }));
  expect(studyTable(measured).rows.map((row) => row.slice(0, 4))).toEqual([
    ['A · Batch normalization', 0.01, 1, 500],
    ['A · Batch normalization', 1, 1, 500],
  ]);
  const facts = Object.fromEntries(ladderFacts(measured, new Date(2026, 1, 3, 14, 5)));
  expect(facts['Rates']).toBe('0.01, 1');
  expect(facts['Arms']).toBeUndefined();
  expect(facts['Training']).toMatch(
    / · seed 1 · stop after 500 steps · test after 100, 200, 300, 400 and 500$/,
  );
  expect(facts['Link']).toContain('&ladder=0.01:1:2');
  expect(studyFileName(measured, 'png')).toBe('normscope-ladder-deep-mlp-changed-seed1-rates0.01to1.png');
});
