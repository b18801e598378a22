import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSoakArguments, soakConfig } from '../../../../scripts/soak/arguments.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('the arguments of npm run soak', () => {
  it('are all optional', () => {
    vi.stubEnv('INIT_CWD', '/somewhere');
    expect(readSoakArguments([])).toEqual({
      force: false,
      minutes: 30,
      steps: 100_000,
      backend: 'auto',
      query: '',
      out: resolve('.cache/soak'),
      help: false,
    });
  });

  it.each(['depth=3', '?depth=3', '#depth=3', 'http://127.0.0.1:4173/#depth=3'])(
    'take a link: %s',
    (link) => {
      expect(readSoakArguments(['--query', link]).query).toBe('depth=3');
    },
  );

  it('are read, and a folder is meant from where the command was typed', () => {
    vi.stubEnv('INIT_CWD', '/somewhere');
    const args = ['--minutes', '2.5', '--steps=3000', '--backend', 'wasm', '--query', '?depth=3', '--out=r'];
    expect(readSoakArguments([...args, '--help'])).toEqual({
      force: false,
      minutes: 2.5,
      steps: 3000,
      backend: 'wasm',
      query: 'depth=3',
      out: resolve('/somewhere/r'),
      help: true,
    });
  });

  it.each([
    [['--minutes', '1'], '--minutes: “1” is not a number from 2 to 1440'],
    [['--minutes', '1e3'], '“1e3” is not a number'],
    [['--minutes='], '“” is not a number'],
    [['--steps', '0'], '--steps: “0” is not a whole number from 1 to 10000000'],
    [['--steps', '2.5'], '“2.5” is not a whole number'],
    [['--backend', 'gpu'], '--backend: “gpu” is not one of auto, webgl, wasm, cpu'],
    [['--colour'], "'--colour'"],
    [['extra'], "'extra'"],
    [['--out'], '--out'],
  ])('refuses %j with exit code 2 and names the fault', (args, fault) => {
    expect(() => readSoakArguments(args)).toThrow(fault);
    expect(() => readSoakArguments(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe('the experiment of a soak', () => {
  it('is the deep MLP for all the steps, on the backend and the data that there are', () => {
    const wanted = readSoakArguments(['--backend', 'cpu', '--steps', '3000']);
    expect(soakConfig(wanted, true)).toMatchObject({
      preset: 'deep-mlp',
      depth: 10,
      backend: 'cpu',
      steps: 3000,
      data: 'mnist',
    });
    expect(soakConfig(wanted, false)).toMatchObject({ data: 'generated' });
  });

  it('has runs no longer than a run may be', () => {
    expect(soakConfig(readSoakArguments(['--steps', '5000000']), true).steps).toBe(1_000_000);
  });

  it('is what --query says where it says something', () => {
    const wanted = readSoakArguments(['--query', 'preset=cnn&steps=50&data=gaussian']);
    expect(soakConfig(wanted, false)).toMatchObject({
      preset: 'cnn',
      kind: 'conv',
      steps: 50,
      data: 'gaussian',
    });
  });

  it('refuses a --query that means nothing', () => {
    const config = () => soakConfig(readSoakArguments(['--query', 'width=9999&colour=red']), true);
    expect(config).toThrow(/--query: width: “9999” .*\ncolour: there is no such setting/);
    expect(config).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
