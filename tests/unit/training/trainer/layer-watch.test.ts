import { describe, expect, it } from 'vitest';
import { figuresOf, type LayerSnapshot } from '../../../../src/common/experiment/layer-snapshot.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import type { Network } from '../../../../src/training/engine/network.ts';
import type { LayerValues } from '../../../../src/training/engine/operations.ts';
import { LayerWatch } from '../../../../src/training/trainer/layer-watch.ts';

type Layers = (LayerValues | null)[][];

const shape = { ...PRESETS['deep-mlp'], depth: 1, width: 2, batch: 2 };

/** A network that tells of its layers when it is told to. */
function watched() {
  const answers: ((layers: Layers) => void)[] = [];
  const readLayers = () => new Promise<Layers>((resolve) => answers.push(resolve));
  const told: LayerSnapshot[] = [];
  const watch = new LayerWatch({ readLayers } as unknown as Network, shape, (snapshot) =>
    told.push(snapshot),
  );
  return { answers, told, watch };
}

function layers(value: number): Layers {
  const [four, two] = [new Float32Array(4).fill(value), new Float32Array(2).fill(1)];
  const lists = { z: four, y: null, h: four, gradient: four, weights: four, update: four };
  const numbers = { gamma: two, beta: two, mean: two, inverse: two, variance: two };
  return [[{ bn: true, ...lists, ...numbers, runningMean: two, runningVariance: two }, null]];
}

describe('looks inside the layers', () => {
  it('are due at once, and not while one is under way', () => {
    const { watch } = watched();
    expect(watch.isDue()).toBe(true);
    watch.look(1, false);
    expect(watch.isDue()).toBe(false);
  });

  it('are told in the order in which they were sent for, whichever comes first', async () => {
    const { answers, told, watch } = watched();
    watch.look(1, true);
    watch.look(2, false);
    answers[1]?.(layers(2));
    await new Promise((resolve) => setTimeout(resolve));
    expect(told).toEqual([]);
    answers[0]?.(layers(1));
    await watch.settle();
    expect(told.map(({ landmark, step }) => [step, landmark])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(figuresOf(told[0] ?? null, 0, 1, 'activation')).toMatchObject({ mean: 1, count: 4 });
    expect(told[0]?.arms[1]).toBeNull();
  });

  it('tell of a failure to whoever waits', async () => {
    const network = { readLayers: () => Promise.reject(new Error('gone')) } as unknown as Network;
    const watch = new LayerWatch(network, shape, () => undefined);
    watch.look(1, false);
    await expect(watch.settle()).rejects.toThrow('gone');
  });
});
