import { expect, it } from 'vitest';
import { formatBytes } from '../../../../src/common/lib/format.ts';

it.each([
  [0, '0 B'],
  [-5, '0 B'],
  [512, '512 B'],
  [999.4, '999 B'],
  [999.6, '1 KB'],
  [3240, '3.2 KB'],
  [9940, '9.9 KB'],
  [9960, '10 KB'],
  [214_300, '214 KB'],
  [999_600, '1 MB'],
  [3_000_000, '3 MB'],
  [38_400_000, '38 MB'],
  [2_147_483_648, '2.1 GB'],
  [5e15, '5000 TB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text.replace(' ', '\u202f'));
});
