import { expect, test } from 'vitest';
import { parseLink } from '../../../../src/common/experiment/link.ts';
import { fileName, placeText, repeatLink, runFacts } from '../../../../src/page/export/run-text.ts';
import { CONV } from '../../../fixtures/arms.ts';
import { fixtureRecord } from '../../../fixtures/record.ts';

const changes = [{ kind: 'bn', step: 100, arm: 1, on: true }] as const;
const now = new Date(2026, 1, 3, 14, 5);
const facts = (record = fixtureRecord({ step: 1240 })) => new Map(runFacts(record, now));

test('the facts name the arms, every setting, what was done, on what, and when', () => {
  const all = facts();
  expect(all.get('Arms')).toBe('A: batch normalization, learning rate 0.1 · B: plain, learning rate 0.1');
  expect(all.get('Network')).toBe(
    'Dense, 10 hidden layers of 100 units · activation Sigmoid · initial weights Glorot uniform',
  );
  expect(all.get('Training')).toBe(
    'SGD · batch of 100 images · seed 1 · stop after 3,000 steps · test every 20 steps at first',
  );
  expect(all.get('Run')).toBe(
    '1,240 steps done in 6.2 s · MNIST (60,000 + 10,000 images) · WebAssembly (WebAssembly with SIMD)',
  );
  expect(all.get('Made')).toMatch(/^3 February 2026, 14:05 \(UTC([+−]\d+(:\d\d)?)?\) with Normscope 0.1.0$/);
  expect(all.get('Link')).toMatch(/^#preset=deep-mlp&/);
  expect(all.has('Changed')).toBe(false);
});

test('settings that only sometimes matter are named when they do', () => {
  const all = facts(
    fixtureRecord({ step: 10, config: { init: 'gaussian', initSigma: 0.05, target: 95, depth: 1 } }),
  );
  expect(all.get('Network')).toContain('1 hidden layer of');
  expect(all.get('Network')).toContain('Gaussian, sigma 0.05');
  expect(all.get('Training')).toContain('or at 95 % test accuracy');
});

test('a convolutional net is told by its blocks, and an optimizer by all that decides its steps', () => {
  const all = facts(
    fixtureRecord({
      step: 10,
      config: {
        ...CONV,
        optimizer: 'momentum',
        momentum: 0.95,
        weightDecay: 0.001,
        warmup: 100,
        dropEvery: 1000,
        dropFactor: 0.5,
        pixels: 'binary',
      },
    }),
  );
  expect(all.get('Network')).toContain(
    'Convolutional, 3 blocks of 3 × 3 filters with 4, 8, 16 channels, the image halved by 2 × 2 max pooling · ',
  );
  expect(all.get('Training')).toContain(
    'Momentum 0.95 · weight decay 0.001 · warm-up of 100 steps · rate × 0.5 every 1,000 steps · batch of',
  );
  expect(all.get('Training')).toContain('pixels black and white');
});

test('the link repeats the run, changes made by hand included', () => {
  const record = fixtureRecord({ step: 200, changes });
  expect(facts(record).get('Changed')).toBe('B: batch normalization on at step 100');
  const { config, problems } = parseLink(new URLSearchParams(repeatLink(record)));
  expect(problems).toEqual([]);
  expect(config).toEqual({ ...record.config, changes });
});

test('files are named for what they show', () => {
  const record = fixtureRecord({ step: 1240 });
  expect(fileName('accuracy', record, 'png')).toBe('normscope-accuracy-deep-mlp-seed1-step1240.png');
  expect(fileName('run', record, 'json')).toBe('normscope-run-deep-mlp-seed1-step1240.json');
});

test.each([
  [{ steps: 50, target: 95, evalEvery: 5, seed: 1, data: 'generated', backend: 'cpu' }, 'deep-mlp'],
  [{ activation: 'relu' }, 'deep-mlp-changed'],
  [{ arms: [{ bn: true, rate: 0.1 }] }, 'deep-mlp-changed'],
  [{ changes }, 'deep-mlp'],
] as const)('with %j the file is named %s', (config, name) => {
  const record = fixtureRecord({ step: 10, config });
  expect(fileName('run', record, 'json')).toBe(`normscope-run-${name}-seed1-step10.json`);
});

test.each([
  ['MNIST (60,000 + 10,000)', 'MNIST (60,000 + 10,000)'],
  [
    'MNIST (60,000 + 10,000). Checksum differs from the published files: t10k-images-idx3-ubyte.',
    'MNIST (60,000 + 10,000, checksum differs)',
  ],
  [
    'MNIST (60,000 + 10,000). Not the bytes that were published as MNIST: t10k-images-idx3-ubyte.',
    'MNIST (60,000 + 10,000, checksum differs)',
  ],
])('a picture says of the data “%s”: “%s”', (data, words) => {
  const record = fixtureRecord({ step: 10 });
  const place = placeText({ ...record.environment, data });
  expect(place).toMatch(/^(.*?) · /);
  expect(place.split(' · ')[0]).toBe(words);
});
