import { beforeAll, expect, it } from 'vitest';
import type { Norm } from '../../../src/common/experiment/norm.ts';
import { initialNumbers } from '../../../src/training/engine/arm-numbers.ts';
import type { NetworkShape } from '../../../src/training/engine/network-shape.ts';
import { autodiffOracle } from '../../checks/autodiff-oracle.ts';
import { armOf } from '../../checks/case.ts';
import { expectClose } from '../../checks/compare.ts';
import { layersOracle } from '../../checks/layers-oracle.ts';
import { startInNode } from '../../checks/node-backends.ts';
import { tinyBatch, tinyShape } from '../../checks/tiny-problem.ts';

const conv = { kind: 'conv', blocks: 3, channels: 2 } as const;
const cases: readonly [Partial<NetworkShape>, Partial<Norm> | null][] = [
  [{ optimizer: 'adam' }, {}],
  [{ optimizer: 'momentum' }, { kind: 'layer' }],
  [{ optimizer: 'adam' }, { place: 'after' }],
  [{ ...conv, optimizer: 'momentum' }, { place: 'after' }],
  [{ activation: 'relu', warmup: 2 }, null],
  [{ ...conv, activation: 'relu' }, { epsilon: 0.01 }],
  [{ ...conv, reduce: 'pool', optimizer: 'rmsprop' }, { momentum: 0.5 }],
  [
    { ...conv, reduce: 'pool' },
    { kind: 'layer', parameters: 'activation' },
  ],
  [{ ...conv, optimizer: 'nesterov' }, null],
];

beforeAll(() => startInNode('cpu'));

/** Both are made of tfjs, but not of the same parts of it. */
it.each(cases)('tf.layers and tfjs’s autodiff agree on %o with %o', async (patch, norm) => {
  const shape = tinyShape({ batch: 6, width: 8, ...patch });
  const arm = armOf({ name: '', shape, norm: norm ?? {}, bn: norm !== null, rate: 0.01 });
  const start = initialNumbers(shape, arm.norm);
  const [layers, autodiff] = [layersOracle(start, arm), autodiffOracle(start, arm)];
  for (let step = 0; step < 3; step++) {
    const [loss] = await layers.step(tinyBatch(6, step));
    expect(loss).toBeCloseTo(await autodiff.step(tinyBatch(6, step)), 4);
  }
  const own = await layers.read();
  const other = await autodiff.read();
  expect(Object.keys(own).length).toBeGreaterThanOrEqual(5);
  expectClose(own, Object.fromEntries(Object.keys(own).map((name) => [name, other[name] ?? []])), 1e-3);
  layers.dispose();
  autodiff.dispose();
});
