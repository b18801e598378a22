import { backend } from '@tensorflow/tfjs-core';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import { startBackend } from '../../src/training/engine/backends/start-backend.ts';
import { createNetwork } from '../../src/training/engine/network.ts';
import { LayerWatch } from '../../src/training/trainer/layer-watch.ts';
import { benchBatches, inTurn } from './batches.ts';
import type { Contestant, Problem } from './contestant.ts';
import { readAhead } from './read-ahead.ts';
import { networkShape } from './start-numbers.ts';
import { wasmFiles } from './wasm-files.ts';

/** Our engine, driven as a run drives it. */
export async function makeOurs(problem: Problem, set: DigitSet): Promise<Contestant> {
  await startBackend(problem.backend, wasmFiles);
  const network = createNetwork(networkShape(problem), problem.arms, problem.backend, set);
  await network.prepare();
  let looks = 0;
  const watch = problem.looks
    ? new LayerWatch(network, networkShape(problem), () => {
        looks += 1;
      })
    : null;
  const next = inTurn(benchBatches(problem, set));
  const arms = problem.arms.length;
  let losses: readonly number[] = [];
  let steps = 0;

  const reads = readAhead(async () => {
    const { loss } = await network.readMetrics();
    if (loss.length >= arms) losses = [...loss.subarray(loss.length - arms)];
  });
  const step = (capture: boolean) => {
    network.step(next().indices, capture);
    steps += 1;
  };
  return {
    step() {
      const looksNow = watch?.isDue() ?? false;
      step(looksNow);
      if (looksNow) watch?.look(steps, false);
      return reads.stepped();
    },
    async sync() {
      await reads.settle();
      await watch?.settle();
    },
    async losses() {
      await reads.settle();
      return losses;
    },
    looks: () => looks,
    memory: () => ({ ...network.memory(), ...heapBytes() }),
  };
}

/** Size of WebAssembly's memory, where there is one. */
function heapBytes(): Record<string, number> {
  const { wasm } = backend() as { wasm?: { HEAPU8: Uint8Array } };
  return wasm === undefined ? {} : { heapBytes: wasm.HEAPU8.length };
}
