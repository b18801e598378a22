import { add, matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { PIXELS } from '../../../common/experiment/config.ts';
import { type ArmNumbers, withFoldedBatchNorm } from '../arm-numbers.ts';
import type { Activation, Operations } from '../operations.ts';
import { disposeAll, scope } from '../scope.ts';
import { activations } from './activations.ts';
import type { HostForm } from './host-form.ts';
import { readArm } from './state.ts';

interface Linear {
  readonly w: Tensor2D;
  readonly bias: Tensor2D;
}

const linear = (w: Float32Array, bias: Float32Array): Linear => ({
  w: tensor2d(w, [w.length / bias.length, bias.length]),
  bias: tensor2d(bias, [1, bias.length]),
});

const layersOf = ({ layers, output }: ArmNumbers): Linear[] => [
  ...layers.map(({ w, beta }) => linear(w, beta)),
  linear(output.w, output.bias),
];

/** The arms with their running statistics folded into the weights: a product, a bias and an activation a layer. */
export const inference =
  (activation: Activation): Operations<HostForm>['inference'] =>
  async (state, arms) => {
    const networks = await Promise.all(
      arms.map(async ({ bn, frozen }, arm) => {
        if (frozen) return null;
        const numbers = await readArm(state, arm);
        return layersOf(bn ? withFoldedBatchNorm(numbers) : numbers);
      }),
    );
    const infer = (images: Tensor2D, layers: readonly Linear[]): Tensor2D =>
      layers.reduce((x, { w, bias }, index) => {
        const y = add(matMul(x, w) as Tensor2D, bias) as Tensor2D;
        return index === layers.length - 1 ? y : activations[activation].forward(y);
      }, images);
    return {
      async logits(pixels) {
        const logits = scope(() => {
          const images = tensor2d(pixels, [pixels.length / PIXELS, PIXELS]);
          return networks.map((layers) => (layers === null ? null : infer(images, layers)));
        });
        const read = await Promise.all(
          logits.map(async (tensor) => (tensor === null ? null : ((await tensor.data()) as Float32Array))),
        );
        disposeAll(logits);
        return read;
      },
      dispose: () => disposeAll(networks),
    };
  };
