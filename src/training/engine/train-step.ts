import type { LayerShape } from './layer-shape.ts';
import type { DeviceBatch, Form, NetworkState, Operations, StepResult } from './operations.ts';

/**
 * One training step of all arms, written once for all backends: forward, backward, update. Nothing is waited for.
 *
 * @param layers the output layer last
 * @param keepsLooks whether somebody is going to look inside: the step itself is the same
 */
export function trainStep<F extends Form>(
  operations: Operations<F>,
  layers: readonly LayerShape[],
  state: NetworkState<F>,
  { images, labels }: DeviceBatch<F>,
  arms: F['arms'],
  keepsLooks: boolean,
): StepResult<F> {
  const hidden = layers.slice(0, -1);
  const last = layers.at(-1) as LayerShape;
  let x = images;
  const passes = hidden.map((layer, index) => {
    const { bias, parameters, w } = layerOf(state, index);
    const z = operations.product(layer, x, w, bias, arms);
    const { h, kept } = operations.normalise(layer, z, parameters, arms);
    const pass = { layer, x, z, h, kept, out: layer.pools ? operations.pool(layer, h) : h };
    x = pass.out;
    return pass;
  });
  const logits = operations.product(last, x, state.output.w, null, arms);
  const { gradient, metrics } = operations.output(logits, state.output.bias, labels, arms);

  const output = {
    w: operations.updateWeights(last, state.output.w, x, gradient, arms),
    bias: operations.updateBias(last, state.output.bias, gradient, arms),
  };
  const updated = [];
  const looks: F['look'][] = [];
  let dx = operations.gradientOfX(last, gradient, state.output.w);
  for (const [index, { layer, ...pass }] of [...passes.entries()].reverse()) {
    const { bias, parameters, w } = layerOf(state, index);
    const dh = layer.pools ? operations.poolBackward(layer, dx, pass.h, pass.out) : dx;
    const { dz, sums } = operations.normaliseBackward(layer, dh, pass.h, pass.kept, parameters, arms);
    if (keepsLooks) looks.unshift(operations.look(layer, { ...pass, w, parameters, dh, dz }, arms));
    // The gradient by the pixels is of no use to anyone.
    if (index > 0) dx = operations.gradientOfX(layer, dz, w);
    updated.unshift({
      w: operations.updateWeights(layer, w, pass.x, dz, arms),
      bias: bias === null ? null : operations.updateBias(layer, bias, dz, arms),
      parameters: operations.updateParameters(layer, parameters, sums, pass.kept, arms),
    });
  }
  return { state: { layers: updated, output }, metrics, looks };
}

const layerOf = <F extends Form>({ layers }: NetworkState<F>, index: number) =>
  layers[index] as NetworkState<F>['layers'][number];
