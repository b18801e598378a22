import { describe, expect, it } from 'vitest';
import type { LayerSnapshot } from '../../../../src/common/experiment/metrics.ts';
import type { Network } from '../../../../src/training/engine/network.ts';
import { LayerWatch } from '../../../../src/training/trainer/layer-watch.ts';

type Layers = (Float32Array | null)[][];

/** A network whose activations come when they are handed over. */
function watched() {
  const answers: ((layers: Layers) => void)[] = [];
  const readActivations = () => new Promise<Layers>((resolve) => answers.push(resolve));
  const told: [LayerSnapshot, boolean][] = [];
  const watch = new LayerWatch({ readActivations } as unknown as Network, 2, (snapshot, recorded) =>
    told.push([snapshot, recorded]),
  );
  return { answers, told, watch };
}

const layers = (value: number): Layers => [[Float32Array.of(value, value, value, value), null]];

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
    expect(told.map(([{ step }, recorded]) => [step, recorded])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(told[0]?.[0].arms[0]?.[0]).toMatchObject({ layer: 1, mean: 1, count: 4 });
    expect(told[0]?.[0].arms[1]).toEqual([]);
  });

  it('tell of a failure to whoever waits', async () => {
    const network = { readActivations: () => Promise.reject(new Error('gone')) } as unknown as Network;
    const watch = new LayerWatch(network, 2, () => undefined);
    watch.look(1, false);
    await expect(watch.settle()).rejects.toThrow('gone');
  });
});
