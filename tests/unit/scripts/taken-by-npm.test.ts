import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePath } from '../../../scripts/output-file.ts';
import { refuseTakenByNpm } from '../../../scripts/taken-by-npm.ts';

test.each([
  ['experiment', { npm_config_ladder: '0.1:1:3', npm_config_force: 'true' }, '--ladder=0.1:1:3 --force'],
  ['measure', { npm_config_seeds: '1,2', npm_config_print: 'true' }, '--seeds=1,2 --print'],
  ['bench', { npm_config_quick: 'true', npm_config_json: 'true' }, '--quick --json'],
  ['soak', { npm_config_query: 'a=1&b=2', npm_config_minutes: '2' }, "--minutes=2 --query='a=1&b=2'"],
  ['test', { npm_config_only: 'unit,check' }, '--only=unit,check'],
] as const)('%s says how options are meant that npm took', (command, env, meant) => {
  const typed = `npm ${command === 'test' ? 'test' : `run ${command}`} -- ${meant} more`;
  expect(() => refuseTakenByNpm(command, ['more'], env)).toThrow(typed);
});

test('what npm is set up with is not meant for us', () => {
  const folder = mkdtempSync(join(tmpdir(), 'normscope-npmrc-'));
  const npmrc = join(folder, '.npmrc');
  writeFileSync(npmrc, 'target = 30.0.0\nfund=false\n');
  const env = {
    npm_config_target: '30.0.0',
    npm_config_userconfig: npmrc,
    npm_config_loglevel: 'warn',
    npm_config_cache: '/x',
  };
  expect(() => refuseTakenByNpm('experiment', [], env)).not.toThrow();
  rmSync(folder, { recursive: true });
});

test('a file that exists keeps its name, and the next free number is taken', () => {
  const files = new Set(['/a/run.json', '/a/run-2.json', '/a.b/run']);
  const free = (path: string) => freePath(path, (one) => files.has(one));
  expect(free('/a/run.json')).toBe('/a/run-3.json');
  expect(free('/a/other.json')).toBe('/a/other.json');
  expect(free('/a.b/run')).toBe('/a.b/run-2');
});
