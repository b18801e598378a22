import { memory } from '@tensorflow/tfjs-core';
import type { Norm } from '../../../common/experiment/norm.ts';
import { lookSize } from '../look-size.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { Operations } from '../operations.ts';
import { apart } from './apart.ts';
import { type Gathered, gather } from './gather.ts';
import type { HostForm } from './host-form.ts';
import { inference } from './inference.ts';
import { linearOperations } from './linear.ts';
import { look } from './look.ts';
import { normalise } from './normalise.ts';
import { normaliseBackward } from './normalise-backward.ts';
import { output, readMetrics } from './output.ts';
import { pool, poolBackward } from './pooling.ts';
import { disposeAll, scope } from './scope.ts';
import { stateOf } from './state.ts';
import { updates } from './update.ts';

/**
 * The operations where tensors lie in this program's own memory, WebAssembly and CPU: products and exponentials are tfjs's,
 * everything between them is one loop, one arm after the other.
 */
export function hostOperations(
  shape: NetworkShape,
  norms: readonly Norm[],
  batches: number,
): Operations<HostForm> {
  const arms = norms.length;
  const linear = linearOperations();
  const state = stateOf(shape);
  const { updateBias, updateParameters, updateWeights } = updates(shape, linear.gradientOfW);
  return {
    apart,
    prepare: async () => undefined,
    scope,
    free: disposeAll,
    createState: state.createState,
    readArms: state.readArms,
    writeArm: state.writeArm,
    putArms: (switches) => switches,
    putImages: (set) => () => set,
    gather(set, places) {
      const size = places.length / batches;
      const gathered = Array.from({ length: batches }, (_, batch) =>
        gather(set(), places.subarray(batch * size, (batch + 1) * size)),
      );
      const own = norms.map((_, arm) => gathered[Math.floor((arm * batches) / arms)] as Gathered);
      return { images: own.map(({ pixels }) => pixels), labels: own.map(({ labels }) => labels) };
    },
    product: linear.product,
    normalise: normalise(shape),
    pool,
    poolBackward,
    output,
    normaliseBackward: normaliseBackward(shape),
    gradientOfX: linear.gradientOfX,
    updateWeights,
    updateBias,
    updateParameters,
    readMetrics: readMetrics(arms),
    look: look(shape, lookSize(shape, arms), linear),
    readLooks: async (layers) => layers.map((kept) => [...kept()]),
    inference: inference(shape, linear.product, state),
    memory() {
      const { numBytes, numTensors } = memory();
      return { tensors: numTensors, bytes: numBytes };
    },
    dispose: () => undefined,
  };
}
