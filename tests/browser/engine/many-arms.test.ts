import { beforeAll, expect, it } from 'vitest';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { armBytes, mostArms } from '../../../src/training/engine/most-arms.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import type { NetworkShape } from '../../../src/training/engine/network-shape.ts';
import { startWebGl } from '../../checks/start-webgl.ts';
import { tinySet, tinyTrainSet } from '../../checks/tiny-problem.ts';
import { atDepth } from '../../depth.ts';

const deep = PRESETS['deep-mlp'];
const shapes: readonly (readonly [string, NetworkShape])[] = [
  ...atDepth([], [['deep-mlp', { ...deep, batch: 50 }] as const]),
  ['deep-mlp with Adam', { ...deep, batch: 50, optimizer: 'adam' }],
  ['cnn', { ...PRESETS.cnn, batch: 20 }],
];

beforeAll(startWebGl);

it.each(shapes)(
  '%s takes no more on the GPU than it is reckoned to take, and not far less',
  async (_, shape) => {
    const arms = Array.from({ length: 4 }, (__, arm) => ({ bn: arm % 2 === 0, rate: 0.1 }));
    const network = createNetwork(shape, arms, 'webgl', tinyTrainSet);
    const places = Uint32Array.from({ length: shape.batch }, (__, place) => place);
    for (let step = 0; step < 2; step++) network.step(places, false);
    await network.readMetrics();
    await network.evaluate(tinySet(20, 1), async () => true);
    const { bytes } = network.memory();
    network.dispose();
    const reckoned = arms.length * armBytes(shape);
    const images = tinyTrainSet.images.length + 1100 * 784 * 4;
    expect(bytes).toBeLessThan(reckoned + images);
    expect(bytes).toBeGreaterThan(reckoned / 4);
  },
);

it('no more arms are taken side by side than the widest texture holds', () => {
  const wide: NetworkShape = { ...PRESETS.cnn, channels: 64, blocks: 1, reduce: 'pool', batch: 2 };
  const most = mostArms(wide, 'webgl');
  expect(most).toBeGreaterThan(0);
  expect(most * 28 * 16).toBeLessThanOrEqual(16_384);
});
