import { afterEach, expect, test, vi } from 'vitest';
import { admitOwnScripts, isOwnScript } from '../../../../src/common/lib/own-scripts.ts';

const here = 'http://127.0.0.1:4173/assets/index-BWyJ-wZS.js';
const names = ['worker', 'wasm-thread'];
const beside = (file: string) => `http://127.0.0.1:4173/assets/${file}`;

afterEach(() => vi.unstubAllGlobals());

test.each(['worker-D7DfBiT7.js', 'worker--kUkSHtj.js', 'wasm-thread-C4qv-8rw.js'])('%s is ours', (file) => {
  expect(isOwnScript(beside(file), here, names)).toBe(true);
});

test.each([
  beside('index-BWyJ-wZS.js'),
  beside('worker.js'),
  beside('worker-D7DfBiT7.json'),
  beside('worker-D7DfBiT7.js?other'),
  beside('worker-D7DfBiT7.js#other'),
  beside('worker-D7DfBiT7.js\n'),
  beside('x/../worker-D7DfBiT7.js'),
  beside('../worker-D7DfBiT7.js'),
  'http://127.0.0.1:4173/worker-D7DfBiT7.js',
  'http://127.0.0.1:4174/assets/worker-D7DfBiT7.js',
  'http://elsewhere.example/assets/worker-D7DfBiT7.js',
  `http://elsewhere.example/?${beside('worker-D7DfBiT7.js')}`,
  '/assets/worker-D7DfBiT7.js',
  'worker-D7DfBiT7.js',
  'blob:http://127.0.0.1:4173/5b9f',
  'data:text/javascript,worker-D7DfBiT7.js',
  '',
])('"%s" is not', (address) => {
  expect(isOwnScript(address, here, names)).toBe(false);
});

function withTrustedTypes(defaultPolicy: object | null) {
  const createPolicy = vi.fn();
  vi.stubGlobal('trustedTypes', { defaultPolicy, createPolicy });
  admitOwnScripts(here, names);
  return createPolicy;
}

test('where there are Trusted Types, they admit our scripts and know no way to make markup or code', () => {
  const createPolicy = withTrustedTypes(null);
  expect(createPolicy).toHaveBeenCalledExactlyOnceWith('default', { createScriptURL: expect.any(Function) });
  const [[, { createScriptURL }]] = createPolicy.mock.calls as [
    [string, { createScriptURL(address: string): string | null }],
  ];
  expect(createScriptURL(beside('worker-D7DfBiT7.js'))).toBe(beside('worker-D7DfBiT7.js'));
  expect(createScriptURL('https://elsewhere.example/worker-D7DfBiT7.js')).toBeNull();
});

test('a policy that is there already stays, and a browser without them has none', () => {
  expect(withTrustedTypes({})).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
  expect(() => admitOwnScripts(here, names)).not.toThrow();
});
