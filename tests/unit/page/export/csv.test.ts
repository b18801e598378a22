import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from '../../../../src/page/export/csv.ts';
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

const words = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\r', '\n', 'é', '=') });
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.double(), fc.integer(), words, fc.constant(null));
const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.record({
    columns: fc.array(words, { minLength: columns, maxLength: columns }),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns })),
  }),
);

test('what is written is read again, figures to the last bit', () => {
  fc.assert(
    fc.property(table, ({ columns, rows }) => {
      const [head, ...body] = readCsv(csvText({ columns, rows }));
      expect(head).toEqual(columns);
      expect(body).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) {
        for (const [column, written] of row.entries()) {
          const read = body[index]?.[column];
          if (typeof written === 'number') expect(Number(read)).toBe(written);
          else expect(read).toBe(written ?? '');
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
