import { backend, memory } from '@tensorflow/tfjs-core';
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
  const network = createNetwork(networkShape(problem), problem.arms, problem.backend);
  await network.prepare();
  const watch = problem.looks ? new LayerWatch(network, problem.width) : null;
  const next = inTurn(benchBatches(problem, set));
  const arms = problem.arms.length;
  let losses: readonly number[] = [];
  let looks = 0;
  let steps = 0;

  const reads = readAhead(async () => {
    const { loss } = await network.readMetrics();
    if (loss.length >= arms) losses = [...loss.subarray(loss.length - arms)];
  });
  const step = (capture: boolean) => {
    network.step(next(), capture);
    steps += 1;
  };
  const stepAndLook = async (by: LayerWatch) => {
    step(true);
    await reads.settle();
    await by.look(steps);
    looks += 1;
  };
  return {
    step() {
      if (watch?.isDue()) return stepAndLook(watch);
      step(false);
      return reads.stepped();
    },
    sync: reads.settle,
    async losses() {
      await reads.settle();
      return losses;
    },
    looks: () => looks,
    memory: () => {
      const { numTensors, numBytes, ...rest } = memory();
      const gpu = 'numBytesInGPUAllocated' in rest ? { gpuBytes: Number(rest.numBytesInGPUAllocated) } : {};
      return { tensors: numTensors, bytes: numBytes, ...gpu, ...heapBytes() };
    },
  };
}

/** Size of WebAssembly's memory, where there is one. */
function heapBytes(): Record<string, number> {
  const { wasm } = backend() as { wasm?: { HEAPU8: Uint8Array } };
  return wasm === undefined ? {} : { heapBytes: wasm.HEAPU8.length };
}
