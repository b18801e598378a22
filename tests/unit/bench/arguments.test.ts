import { afterEach, describe, expect, test, vi } from 'vitest';
import { readBenchArguments } from '../../../bench/arguments.ts';

const groups = ['peers', 'page'];
const read = (...args: string[]) => readBenchArguments(args, groups);

describe('the arguments of npm run bench', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('are all optional', () => {
    expect(read()).toEqual({ quick: false, json: null, force: false, rounds: null, only: null, help: false });
  });

  test('are read', () => {
    vi.stubEnv('INIT_CWD', '/somewhere');
    expect(read('--quick', '--json', 'b.json', '--rounds=3', '--only', 'page, peers', '--help')).toEqual({
      quick: true,
      force: false,
      json: '/somewhere/b.json',
      rounds: 3,
      only: ['page', 'peers'],
      help: true,
    });
  });

  test.each([['--quikc'], ['extra'], ['--json']])('%s is refused by name, with exit code 2', (arg) => {
    expect(() => read(arg)).toThrow(arg);
    expect(() => read(arg)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  test.each(['0', '101', '2x', '-1', '1.5', ''])('“%s” is no number of rounds', (rounds) => {
    expect(() => read(`--rounds=${rounds}`)).toThrow(`“${rounds}” is none`);
  });

  test('a group that does not exist is named, with those that do', () => {
    expect(() => read('--only', 'peers,pears')).toThrow(/“pears” is no group.*peers, page/);
  });
});
