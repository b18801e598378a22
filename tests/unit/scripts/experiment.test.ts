import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../../../scripts/command-error.ts';
import { readExperimentArguments } from '../../../scripts/experiment-arguments.ts';
import { readRunFile } from '../../../src/common/experiment/read-run-file.ts';
import { recordOfFile } from '../../../src/common/experiment/record-of-file.ts';
import { buildRunFile, type RunFile } from '../../../src/common/experiment/run-file.ts';
import { SETTINGS } from '../../../src/common/experiment/settings.ts';
import { idxFile, idxLabels } from '../../checks/idx-files.ts';
import { tinyData } from '../../checks/train-tiny.ts';

let folder = '';
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'normscope-'));
  const { test, train } = tinyData;
  const files = [
    idxFile('train-images-idx3-ubyte', train.images),
    idxLabels('train-labels-idx1-ubyte', train.labels),
    idxFile('t10k-images-idx3-ubyte', test.images),
    idxLabels('t10k-labels-idx1-ubyte', test.labels),
  ];
  for (const file of files) await writeFile(path(file.name), new Uint8Array(await file.arrayBuffer()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TINY = '--depth 2 --width 8 --batch 10 --activation tanh --backend wasm --evalEvery 10'.split(' ');

function experiment(
  args: readonly string[],
  watch: (text: string, child: ChildProcess) => void = () => undefined,
  env: Readonly<Record<string, string>> = {},
) {
  return new Promise<{ code: number | null; text: string }>((resolve) => {
    const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'experiment', ...args], {
      env: { ...process.env, ...env },
    });
    let text = '';
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      watch(text, child);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** A run file that was written; what is read of it, written again, is the same. */
async function runFile(name: string): Promise<RunFile> {
  const read = readRunFile(await readFile(path(name), 'utf8'));
  if ('error' in read) throw new Error(read.error);
  const { ladder, repeats } = read.value;
  const studies = { ...(ladder && { ladder }), ...(repeats && { repeats }) };
  expect(buildRunFile(recordOfFile(read.value), studies)).toEqual(read.value);
  return read.value;
}

/** What two runs of one experiment have in common: looks between tests come when there is time for them. */
const figures = ({ arms, changes, config }: RunFile) => ({
  arms: arms.map(({ layers, ...arm }) => ({
    ...arm,
    layers: layers.filter(({ step }) => step === 0 || arm.testStep.includes(step)),
  })),
  changes,
  seed: config['seed'],
});

describe('npm run experiment', () => {
  let first: { code: number | null; text: string };
  beforeAll(async () => {
    const args = [...TINY, '--steps', '30', '--data-dir', folder];
    first = await experiment([
      ...args,
      '--changes',
      '12.B.bn:on,20.A.rate:0.5,40.A.rate:0.2',
      '--out',
      path('a.json'),
    ]);
  });

  it('trains on the files of a folder and writes a valid run file', async () => {
    expect(first.text).toContain('Wrote a.json.');
    expect(first.code).toBe(0);
    const file = await runFile('a.json');
    expect(file.steps).toBe(30);
    expect(file.environment.backend).toBe('wasm');
    expect(file.arms.map(({ testStep }) => testStep)).toEqual([
      [0, 10, 20, 30],
      [0, 10, 20, 30],
    ]);
  });

  it('replays a run file, its changes included, bit for bit', async () => {
    const replay = await experiment([
      '--replay',
      path('a.json'),
      '--data-dir',
      folder,
      '--out',
      path('b.json'),
    ]);
    expect(replay.text).toContain('Wrote b.json.');
    const [one, again] = [await runFile('a.json'), await runFile('b.json')];
    expect(one.changes).toHaveLength(2);
    expect(figures(again)).toEqual(figures(one));
  });

  it('replays what was planned for later too', async () => {
    const args = ['--replay', path('a.json'), '--steps', '50', '--data-dir', folder];
    await experiment([...args, '--out', path('c.json')]);
    expect((await runFile('c.json')).changes.map(({ step }) => step)).toEqual([12, 20, 40]);
  });

  it('measures a ladder and repeats in place of one run, and says what came of them', async () => {
    const studies = ['--ladder', '0.05:0.5:2', '--repeats', '2', '--steps', '20', '--probeEvery', '10'];
    const { code, text } = await experiment([
      ...TINY,
      ...studies,
      '--data-dir',
      folder,
      '--out',
      path('s.json'),
    ]);
    expect(code).toBe(0);
    expect(text).toContain('A ladder of 2 learning rates from 0.05 to 0.5, 20 steps at each.');
    expect(text).toContain('usable');
    expect(text).toContain('Seeds 1, 2, 20 steps with each.');
    const file = await runFile('s.json');
    expect(file.steps).toBe(0);
    expect(file.ladder?.members.map(({ arm, testStep }) => [arm, testStep.at(-1)])).toEqual([
      ['bn:0.05', 20],
      ['plain:0.05', 20],
      ['bn:0.5', 20],
      ['plain:0.5', 20],
    ]);
    expect(file.repeats?.members.map(({ seed }) => seed)).toEqual([1, 1, 2, 2]);
    expect(file.repeats?.complete).toBe(true);
  });

  it('measures the landscape on the way', async () => {
    const args = [
      ...TINY,
      '--steps',
      '20',
      '--probeEvery',
      '10',
      '--ribbonsEvery',
      '20',
      '--data-dir',
      folder,
    ];
    await experiment([...args, '--out', path('g.json')]);
    const file = await runFile('g.json');
    expect(file.stepSizes?.map(({ step }) => step)).toEqual([0, 10, 20]);
    expect(file.ribbons?.map(({ step }) => step)).toEqual([0, 20]);
  });

  /** Trains without end, until these signals come one right after the other. */
  function stopped(out: string, ...signals: readonly NodeJS.Signals[]) {
    let isSent = false;
    const args = [...TINY, '--steps', '1000000', '--data-dir', folder, '--out', path(out)];
    return experiment(args, (text, child) => {
      if (isSent || !text.includes('step ')) return;
      isSent = true;
      for (const signal of signals) child.kill(signal);
    });
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('writes what there is at %s, and nothing half', async (signal, exitCode) => {
    const { code } = await stopped(`${signal}.json`, signal);
    expect(code).toBe(exitCode);
    expect((await runFile(`${signal}.json`)).steps).toBeLessThan(1_000_000);
    expect(existsSync(path(`${signal}.json.half`))).toBe(false);
  });

  it('ends at once at a second signal, and leaves nothing half', async () => {
    const { code, text } = await stopped('twice.json', 'SIGINT', 'SIGTERM');
    expect(code).toBe(143);
    expect(text).not.toContain('Wrote');
    expect(existsSync(path('twice.json.half'))).toBe(false);
  });

  it('reads a file with a byte-order mark, keeps a file that exists, and goes on when nobody reads its output', async () => {
    await writeFile(path('marked.json'), `\uFEFF${await readFile(path('a.json'), 'utf8')}`);
    const before = await readFile(path('marked.json'), 'utf8');
    const args = ['--replay', path('marked.json'), '--data-dir', folder, '--out', path('marked.json')];
    const { code, text } = await experiment(args, (_, child) => child.stdout?.destroy());
    expect([code, text]).toEqual([0, expect.not.stringMatching(/EPIPE|^ +at /m)]);
    expect(await readFile(path('marked.json'), 'utf8')).toBe(before);
    expect(figures(await runFile('marked-2.json'))).toEqual(figures(await runFile('a.json')));
    const forced = await experiment([...args, '--force']);
    expect(forced.text).toContain('Wrote marked.json.');
    expect(figures(await runFile('marked.json'))).toEqual(figures(await runFile('a.json')));
  });

  it.each([
    ['a folder', null, 'is no file'],
    ['an empty file', '', 'The file is empty.'],
    ['bytes', '\0\u0001PNG\ufffd', 'This is no Normscope run file: it is not JSON, or was cut short.'],
    ['a file that was cut short', '{"format":"normscope-run","ver', 'it is not JSON, or was cut short'],
    ['another JSON file', '{"version":99}', 'This is no Normscope run file'],
    ['a list', '[]', 'This is no Normscope run file'],
    ['lists within lists', '['.repeat(100_000), 'lists within each other'],
  ])('refuses to replay %s', async (name, text, fault) => {
    const file = path(`broken ${name}`);
    if (text === null) await mkdir(file);
    else await writeFile(file, text);
    const refusal: unknown = await readExperimentArguments(['--replay', file]).catch((error) => error);
    expect(refusal).toBeInstanceOf(CommandError);
    expect(refusal).toMatchObject({ exitCode: 2, message: expect.stringContaining(fault) });
  });

  it('refuses npm’s own spelling of the options, and says how it is meant', async () => {
    const env = { npm_config_preset: 'cnn', npm_config_evalevery: '5', npm_config_data_dir: '/my digits' };
    const { code, text } = await experiment(['20'], undefined, env);
    expect(code).toBe(2);
    expect(text).toContain("npm run experiment -- --preset=cnn --evalEvery=5 --data-dir='/my digits' 20");
  });

  it.each([
    [['--transpose', '--steps', '1'], 'yes'],
    [['--steps', '1', '--transpose'], 'yes'],
    [['--transpose', 'no', '--steps', '1'], 'no'],
    [['--transpose=yes'], 'yes'],
  ])('reads %j, where the switch may stand alone', async (args, transpose) => {
    expect((await readExperimentArguments(args)).config.transpose).toBe(transpose);
  });

  it.each([
    [['--depth', '99'], 'depth: “99” is not a whole number from 1 to 30'],
    [['--colour', 'red'], 'colour: there is no such setting'],
    [['--ladder', '1:0.1:4'], 'the lowest rate, 1, is not below the highest, 0.1'],
    [['--repeats', '1'], 'repeats: “1” is not a whole number from 2 to 32'],
    [['30'], '“30” is no option'],
    [['--seed', 'NaN'], 'seed: “NaN” is not a whole number'],
    [['--width', '1e999'], 'width: “1e999” is not a whole number'],
    [['--seed', '1', '--seed', '2'], '--seed is given twice'],
    [['--force=1'], '--force takes no value'],
    [['--depht', '3'], 'did you mean depth?'],
    [['--fbclid', '3'], 'fbclid: there is no such setting'],
    [['-x'], '“-x” is no option'],
    [['--'], '“--” is no option'],
    [['--out'], '--out needs a value'],
    [['--replay', '/nowhere.json'], '/nowhere.json cannot be read'],
    [['--data', 'generated', '--data-dir', '/tmp'], 'exclude each other'],
    [['--data', 'gaussian', '--data-dir', '/tmp'], 'exclude each other'],
    [['--arms', 'bn:0.1:sideways'], '“sideways” is not one of no-centre, no-scale'],
  ])('refuses the arguments %j and names the fault', async (args, fault) => {
    const refusal: unknown = await readExperimentArguments([...args, '--steps', '1']).catch((error) => error);
    expect(refusal).toBeInstanceOf(CommandError);
    expect(refusal).toMatchObject({ exitCode: 2, message: expect.stringContaining(fault) });
  });

  it.each([
    [['--depth', '99'], 'depth: “99”'],
    [['--backend', 'webgl'], 'WebGL cannot be used'],
    [['--data', 'files'], 'needs --data-dir'],
    [['--data-dir', '/nowhere'], '--data-dir is /nowhere'],
    [['--out', '/nowhere/run.json'], '/nowhere/run.json cannot be written'],
    [['--out', tmpdir(), '--force'], 'is a folder'],
  ])('with %j ends with exit code 2, the reason and no run file', async (args, fault) => {
    const data = args.includes('--data') || args.includes('--data-dir') ? [] : ['--data-dir', folder];
    const { code, text } = await experiment([...args, ...data, '--steps', '1']);
    expect(text).toContain(fault);
    expect(text).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
    expect(existsSync('run.json')).toBe(false);
  });

  it('says what there is with --help', async () => {
    const { code, text } = await experiment(['--help']);
    expect(text).toContain('--replay FILE');
    expect(text).toContain('no-centre, no-scale, no-affine, no-gradient, eps-NUMBER');
    for (const name of Object.keys(SETTINGS)) expect(text).toContain(name);
    expect(code).toBe(0);
  });
});
