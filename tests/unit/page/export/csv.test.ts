import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvFile, csvText } from '../../../../src/page/export/csv.ts';
import type { Cell } from '../../../../src/page/export/data-table.ts';

/** Records of a CSV text by RFC 4180, character by character. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let place = 0; place < text.length; place++) {
    const sign = text[place];
    if (quoted && sign === '"' && text[place + 1] === '"') {
      field += '"';
      place++;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ',' || (sign === '\r' && text[place + 1] === '\n'))) {
      record.push(field);
      field = '';
      if (sign === ',') continue;
      place++;
      records.push(record);
      record = [];
    } else field += sign;
  }
  expect([record, field, quoted]).toEqual([[], '', false]);
  return records;
}

const words = fc.string({
  unit: fc.constantFrom('a', ' ', ',', '"', '\r', '\n', '\t', 'é', '=', '+', '-', '@', ';'),
});
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.double(), fc.float(), fc.integer(), words, fc.constant(null));
const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.record({
    columns: fc.array(words, { minLength: columns, maxLength: columns }),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns })),
  }),
);

/** A number of single precision need only be read in single precision. */
const sameIn = (written: number) => (Math.fround(written) === written ? Math.fround : (read: number) => read);
const harmless = (text: string) => (/^[=+@\-\r\n\t]/.test(text) ? `'${text}` : text);

test('what is written is read again, figures to the last bit', () => {
  fc.assert(
    fc.property(table, ({ columns, rows }) => {
      const [head, ...body] = readCsv(csvText({ columns, rows }));
      expect(head).toEqual(columns.map(harmless));
      expect(body).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) {
        for (const [column, written] of row.entries()) {
          const read = body[index]?.[column];
          if (typeof written === 'number') expect(sameIn(written)(Number(read))).toBe(written);
          else expect(read).toBe(harmless(written ?? ''));
        }
      }
    }),
  );
});

test('lines, quotes and figures that are not finite stand as RFC 4180 and people expect', () => {
  const rows = [
    [1, Number.NaN, 'a "b", c'],
    [2, Number.NEGATIVE_INFINITY, null],
    [3, 1e-7, 'plain'],
  ];
  expect(csvText({ columns: ['step', 'loss (nats)', 'words'], rows })).toBe(
    'step,loss (nats),words\r\n1,NaN,"a ""b"", c"\r\n2,-Infinity,\r\n3,1e-7,plain\r\n',
  );
});

test('names that begin as formulas do are words, and negative figures stay figures', () => {
  const names = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', "'=1"];
  const text = csvText({ columns: ['=cmd', 'figure'], rows: names.map((name) => [name, -0.5]) });
  const [head, ...rows] = readCsv(text);
  expect(head).toEqual(["'=cmd", 'figure']);
  expect(rows.map(([name]) => name)).toEqual(names.map((name) => (name.startsWith("'") ? name : `'${name}`)));
  expect(rows.every(([, figure]) => figure === '-0.5')).toBe(true);
});

test('figures of single precision have no digits that nobody measured', () => {
  const rows = [0.08, 0.1, 1e-7, 3.4e38, -2.5, 16_777_217].map((figure) => [Math.fround(figure)]);
  expect(csvText({ columns: ['x'], rows })).toBe(
    'x\r\n0.08\r\n0.1\r\n1e-7\r\n3.4e+38\r\n-2.5\r\n16777216\r\n',
  );
});

test('a file begins with a byte-order mark and says in its first row where it comes from', async () => {
  const table = {
    columns: ['step', 'loss'],
    rows: [
      [1, 0.5],
      [2, 0.25],
    ],
  };
  const file = csvFile(table, { settings: '?preset=cnn', source: 'Normscope 1 · MNIST' });
  expect([...new Uint8Array(await file.arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(readCsv(await file.text())).toEqual([
    ['step', 'loss', 'settings', 'source'],
    ['1', '0.5', '?preset=cnn', 'Normscope 1 · MNIST'],
    ['2', '0.25', '', ''],
  ]);
});
