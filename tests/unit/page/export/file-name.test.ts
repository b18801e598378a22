import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName, unusedName } from '../../../../src/page/export/file-name.ts';

test('our names stay as they are', () => {
  for (const name of ['normscope-loss-deep-mlp-seed1-step600.png', 'Größe 実験.csv'])
    expect(safeFileName(name)).toBe(name);
});

test('what no file system takes is replaced', () => {
  expect(safeFileName('a/b\\c:d*e?.json')).toBe('a-b-c-d-e-.json');
  expect(safeFileName('CON.json')).toBe('_CON.json');
  expect(safeFileName('aux.tar.json')).toBe('_aux.tar.json');
  expect(safeFileName('dots... .csv')).toBe('dots.csv');
  expect(safeFileName('   .csv')).toBe('normscope.csv');
});

test('any text becomes a name that Windows takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = safeFileName(`${text}.csv`);
      expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cs}]+\.csv$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\.|[ .]\.csv$/i);
      expect([...name].length).toBeLessThan(160);
    }),
  );
});

test('no two files have the same name, whatever their capitals', () => {
  const used = new Set<string>();
  const names = ['run.png', 'run.png', 'RUN.png', 'run-2.png', 'run.csv'].map((name) =>
    unusedName(name, used),
  );
  expect(names).toEqual(['run.png', 'run-2.png', 'RUN-3.png', 'run-2-2.png', 'run.csv']);
});
