import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles } from '../../../scripts/build-page.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'normscope-hash-'));
  mkdirSync(join(root, 'src/page'), { recursive: true });
  mkdirSync(join(root, 'public/data'), { recursive: true });
  writeFileSync(join(root, 'src/page/a.ts'), 'one');
  writeFileSync(join(root, 'index.html'), 'page');
});

afterEach(() => rmSync(root, { recursive: true }));

const hash = () => hashFiles(root, ['src', 'public', 'index.html', 'missing.json'], [join('public', 'data')]);

test('the same files have the same hash', () => {
  expect(hash()).toBe(hash());
});

test.each([
  ['a changed file', () => writeFileSync(join(root, 'src/page/a.ts'), 'two')],
  ['a new file', () => writeFileSync(join(root, 'src/page/b.ts'), '')],
  ['a renamed file', () => renameSync(join(root, 'src/page/a.ts'), join(root, 'src/page/c.ts'))],
  ['a removed file', () => rmSync(join(root, 'index.html'))],
  ['a file that was missing', () => writeFileSync(join(root, 'missing.json'), '')],
])('%s changes the hash', (_, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test('files in a folder that is left out do not change the hash', () => {
  const before = hash();
  writeFileSync(join(root, 'public/data/digits'), 'new');
  expect(hash()).toBe(before);
});
