import { matMul, memory, type Tensor2D } from '@tensorflow/tfjs-core';
import type { NetworkShape } from '../initialisers.ts';
import { lookSize } from '../look-size.ts';
import type { Operations } from '../operations.ts';
import { gather } from './gather.ts';
import { eachArm, type HostForm, pick } from './host-form.ts';
import { turned } from './host-memory.ts';
import { inference } from './inference.ts';
import { look } from './look.ts';
import { normalise } from './normalise.ts';
import { normaliseBackward } from './normalise-backward.ts';
import { output, readMetrics } from './output.ts';
import { disposeAll, scope } from './scope.ts';
import { createState, readArm, writeArm } from './state.ts';
import { updateBias, updateParameters, updateWeights } from './update.ts';

/**
 * The operations where tensors lie in this program's own memory, WebAssembly and CPU: products and exponentials are tfjs's,
 * everything between them is one loop, one arm after the other.
 */
export function hostOperations(shape: NetworkShape, arms: number): Operations<HostForm> {
  const { activation, batch } = shape;
  return {
    prepare: async () => undefined,
    scope,
    free: disposeAll,
    createState: createState(arms),
    readArm,
    writeArm,
    putArms: (switches) => switches,
    putImages: (set) => () => set,
    gather(set, places) {
      const { labels, pixels } = gather(set(), places);
      return { images: Array.from({ length: arms }, () => pixels), labels };
    },
    product: (x, w, switches) =>
      x.map((input, arm) =>
        input === null || switches[arm]?.frozen ? null : (matMul(pick(w, arm), input) as Tensor2D),
      ),
    normalise: normalise(activation),
    output,
    normaliseBackward: normaliseBackward(activation),
    gradientOfX: (dz, w) =>
      eachArm(dz, (gradient, arm) => matMul(turned(pick(w, arm)), gradient) as Tensor2D),
    updateWeights,
    updateBias,
    updateParameters: updateParameters(batch),
    readMetrics: readMetrics(arms),
    look: look(lookSize(shape, arms)),
    readLooks: async (layers) => layers.map((kept) => [...kept()]),
    inference: inference(activation),
    memory() {
      const { numBytes, numTensors } = memory();
      return { tensors: numTensors, bytes: numBytes };
    },
    dispose: () => undefined,
  };
}
