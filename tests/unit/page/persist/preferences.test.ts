import { expect, it } from 'vitest';
import { readPreferences } from '../../../../src/page/persist/preferences.ts';

const usual = { whenHidden: 'train', notOffered: null, shortcuts: true };

it('preferences are read as they were written', () => {
  const written = { whenHidden: 'pause', notOffered: 'a-run', shortcuts: false };
  expect(readPreferences(JSON.stringify(written))).toEqual(written);
});

it.each([
  [null],
  [''],
  ['{'],
  ['null'],
  ['[]'],
  ['7'],
  ['{"whenHidden":"explode","notOffered":3}'],
  [`{"notOffered":"${'x'.repeat(1000)}"}`],
])('what cannot be read is as usual: %s', (text) => {
  expect(readPreferences(text)).toEqual(usual);
});

it('one that cannot be read leaves the others', () => {
  expect(readPreferences('{"whenHidden":"pause","notOffered":5}')).toEqual({ ...usual, whenHidden: 'pause' });
});
