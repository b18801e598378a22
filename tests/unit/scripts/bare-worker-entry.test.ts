import { expect, test } from 'vitest';
import { type ChunkImports, importersOfEntries } from '../../../scripts/bare-worker-entry.ts';

const chunk = (fileName: string, isEntry: boolean, ...imports: string[]): ChunkImports => ({
  type: 'chunk',
  fileName,
  isEntry,
  imports,
});

test('a script that imports the one which starts a worker is found', () => {
  const chunks = [
    chunk('worker.js', true, 'shared.js'),
    chunk('shared.js', false),
    chunk('backend.js', false, 'shared.js', 'worker.js'),
    { type: 'asset', fileName: 'a.wasm' } as const,
  ];
  expect(importersOfEntries(chunks)).toEqual(['backend.js']);
});

test('what both import is no fault', () => {
  const chunks = [
    chunk('worker.js', true, 'shared.js'),
    chunk('shared.js', false),
    chunk('backend.js', false, 'shared.js'),
  ];
  expect(importersOfEntries(chunks)).toEqual([]);
});
