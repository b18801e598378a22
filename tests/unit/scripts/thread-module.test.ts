import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { changeBackend, changeThreadModule, threadScript } from '../../../scripts/thread-module.ts';

const { resolve } = createRequire(import.meta.url);
const source = (path: string) => readFileSync(resolve(`@tensorflow/tfjs-backend-wasm/${path}`), 'utf8');

it('gives a thread one script that holds all it runs, and loads no other', () => {
  const script = threadScript();
  expect(() => new Script(script)).not.toThrow();
  expect(script).toContain('var WasmBackendModuleThreadedSimd = (() => {');
  expect(script).not.toMatch(/importScripts\(|createObjectURL/);
});

it("names that script in tfjs's backend, which makes no other", () => {
  const code = changeBackend(source('dist/backend_wasm.js'), 'address()');
  expect(code).toMatch(/endsWith\('\.worker\.js'\)\) \{[^}]*return address\(\);/);
  expect(code).not.toMatch(/new Blob|createObjectURL|wasmWorkerContents/);
});

it('starts three threads', () => {
  const code = changeThreadModule(source('wasm-out/tfjs-backend-wasm-threaded-simd.js'));
  expect(code).toContain('pthreadPoolSize=3;');
});

it('fails where the code is not the one it knows', () => {
  expect(() => changeThreadModule('export const other = 1;')).toThrow('has changed');
  expect(() => changeBackend('export const other = 1;', 'address()')).toThrow('has changed');
});
