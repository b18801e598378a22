import { tensor2d, zeros } from '@tensorflow/tfjs-core';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { type BackendInUse, chooseBackend } from '../../../src/training/engine/backends/choose-backend.ts';
import { startWasm } from '../../../src/training/engine/backends/start-wasm.ts';
import type { WasmFiles } from '../../../src/training/engine/backends/wasm-module.ts';
import { valuesOf } from '../../../src/training/engine/host/host-memory.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import type { Activation } from '../../../src/training/engine/operations.ts';
import { listsOf } from '../../checks/compare.ts';
import { tinyBatch, tinySet, tinyTrainSet } from '../../checks/tiny-problem.ts';
import { atDepth, depth } from '../../depth.ts';

/** What the tests ask of a worker that trains with WebAssembly. */
export interface ThreadsRequest {
  readonly files: WasmFiles;
  /** How many threads, instead of what would be measured; null to measure. */
  readonly threads: number | null;
}

export interface ThreadsAnswer {
  /** In force after each of the backends that were chosen; empty when the number of threads was given. */
  readonly chosen: readonly BackendInUse[];
  /** Null when it was measured. */
  readonly threads: number | null;
  /** Whether tensors lie in memory that threads share. */
  readonly shared: boolean;
  /** Everything that some training came to. */
  readonly numbers: Readonly<Record<string, ArrayLike<number>>>;
}

globalThis.onmessage = async ({ data: { files, threads } }: MessageEvent<ThreadsRequest>) => {
  const chosen: BackendInUse[] = [];
  let given: number | null = null;
  if (threads === null) {
    for (const name of ['wasm', 'cpu', 'wasm'] as const) chosen.push(await chooseBackend(name, files));
  } else {
    given = (await startWasm(files, async () => ({ threads, note: null })))?.threads ?? null;
  }
  const shared = valuesOf(tensor2d([1], [1, 1])).buffer instanceof SharedArrayBuffer;
  const numbers = {
    ...(await train('sigmoid')),
    ...(depth === 'full' ? await train('tanh') : {}),
    ...(await train('relu')),
  };
  globalThis.postMessage({ chosen, threads: given, shared, numbers } satisfies ThreadsAnswer);
};

/** A few steps of a net as wide as the deep one, and a test of it. The memory grows in between. */
async function train(activation: Activation): Promise<ThreadsAnswer['numbers']> {
  const shape = { ...PRESETS['deep-mlp'], depth: atDepth(2, 3), activation };
  const arms = [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ];
  const network = createNetwork(shape, arms, 'wasm', tinyTrainSet);
  for (let step = 0; step < 4; step++) {
    network.step(tinyBatch(shape.batch, step).places, step === 3);
    if (step === 1) zeros([2048, 4096]).dispose();
  }
  const { loss, accuracy } = await network.readMetrics();
  const activations = (await network.readLayers()).flat().map((values) => values?.h);
  const scores = await network.evaluate(tinySet(300, 9), async () => true);
  const lists: [string, ArrayLike<number>][] = [
    ['loss', loss],
    ['accuracy', accuracy],
    ['test loss', scores?.loss ?? []],
    ...activations.map((values, index): [string, ArrayLike<number>] => [
      `activations ${index}`,
      values ?? [],
    ]),
    ...Object.entries(listsOf(await network.readArm(0))),
    ...Object.entries(listsOf(await network.readArm(1))).map(
      ([name, values]): [string, ArrayLike<number>] => [`plain ${name}`, values],
    ),
  ];
  network.dispose();
  return Object.fromEntries(lists.map(([name, values]) => [`${activation}: ${name}`, values]));
}
