import { describe, expect, test } from 'vitest';
import { readStartArguments } from '../../../scripts/start-arguments.ts';

describe('the arguments of npm start', () => {
  test('are all optional', () => {
    expect(readStartArguments([], {})).toEqual({ port: null, open: true, offline: false, help: false });
  });

  test('are read', () => {
    const args = ['--port', '8080', '--no-open', '--offline', '--help'];
    expect(readStartArguments(args, {})).toEqual({ port: 8080, open: false, offline: true, help: true });
  });

  test('are found where npm leaves them when they are typed without "--" before them', () => {
    expect(readStartArguments([], { npm_config_open: '', npm_config_offline: 'true' })).toMatchObject({
      open: false,
      offline: true,
    });
    expect(readStartArguments(['5000'], { npm_config_port: 'true' }).port).toBe(5000);
    expect(readStartArguments([], { npm_config_port: '5000' }).port).toBe(5000);
  });

  test.each([['--prot'], ['extra'], ['--port']])('%s is refused by name, with exit code 2', (arg) => {
    expect(() => readStartArguments([arg], {})).toThrow(arg);
    expect(() => readStartArguments([arg], {})).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  test.each(['0', '65536', '80a', '-1', '1.5', ''])('port "%s" is refused', (port) => {
    expect(() => readStartArguments([`--port=${port}`], {})).toThrow(`"${port}" is no port`);
  });
});
