import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { changeThreadModule } from '../../../scripts/thread-module.ts';

const folder = '@tensorflow/tfjs-backend-wasm/wasm-out';
const source = readFileSync(
  createRequire(import.meta.url).resolve(`${folder}/tfjs-backend-wasm-threaded-simd.js`),
  'utf8',
);

it("makes the text that tfjs's threads run name nothing outside of itself", () => {
  const text = changeThreadModule(source);
  const [, inside = ''] = text.split('function(WasmBackendModuleThreadedSimd) {');
  expect(inside.length).toBeGreaterThan(10_000);
  expect(inside).not.toContain('_scriptDir');
  expect(text).toContain('pthreadPoolSize=3;');
});

it('fails where the module is not the one it knows', () => {
  expect(() => changeThreadModule('export const other = 1;')).toThrow('has changed');
});
