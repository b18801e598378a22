import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, isVisible } from '../../../../src/common/lib/clean-text.ts';
import { cutName, LONGEST_RUN_NAME } from '../../../../src/page/store/pinned-runs.ts';

test('names of any script, emoji and signs of markup stay as they are', () => {
  for (const name of ['Lauf 3 – größer', 'אבג', '実験', '👩‍🔬 run', '</svg>', 'var(--x)', '=1+1', 'می‌خواهم'])
    expect(cleanText(name)).toBe(name);
});

test('what is not drawn, or turns what follows, is taken out', () => {
  expect(cleanText('a\u0000\u001b[31mb')).toBe('a [31mb');
  expect(cleanText('one\r\ntwo\u2028three')).toBe('one two three');
  expect(cleanText('\ufeffa\u202egnp.exe\u2069')).toBe('agnp.exe');
  expect(cleanText('\ud800a\udc00 \ufffe\u{1ffff}')).toBe('\ufffda\ufffd ');
});

test('a cleaned text is whole, in one line, and clean', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});

test('the name of a run is clean, no longer than it may be, and shows something', () => {
  expect(cutName(' \ud83d a\tb ')).toBe('\ufffd a b');
  expect([...cutName('👩'.repeat(10_000))]).toHaveLength(LONGEST_RUN_NAME);
  for (const text of ['\u200d\u200d', '\u0301', '\u202e', '\n']) {
    expect(isVisible(text)).toBe(false);
    expect(cutName(text)).toBe('');
  }
});
