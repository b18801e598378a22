import type { DeviceBatch, Form, NetworkState, Operations } from './operations.ts';

/** The network after one training step, and what the step saw. */
export interface StepResult<F extends Form> {
  readonly state: NetworkState<F>;
  readonly metrics: F['matrix'];
  /** What a look inside reads of every hidden layer; nothing when it was not asked for. */
  readonly looks: readonly F['look'][];
}

/**
 * One training step of all arms, written once for all backends: forward, backward, update. Nothing is waited for.
 *
 * @param keepsLooks whether somebody is going to look inside: the step itself is the same
 */
export function trainStep<F extends Form>(
  operations: Operations<F>,
  state: NetworkState<F>,
  { images, labels }: DeviceBatch<F>,
  arms: F['arms'],
  keepsLooks: boolean,
): StepResult<F> {
  let x = images;
  const passes = state.layers.map(({ w, parameters }) => {
    const z = operations.product(x, w, arms);
    const pass = { x, z, ...operations.normalise(z, parameters, arms) };
    x = pass.h;
    return pass;
  });
  const h = passes.at(-1)?.h ?? images;
  const logits = operations.product(h, state.output.w, arms);
  const { gradient, metrics } = operations.output(logits, state.output.bias, labels, arms);

  const output = {
    w: operations.updateWeights(state.output.w, h, gradient, arms),
    bias: operations.updateBias(state.output.bias, gradient, arms),
  };
  const layers = [];
  const looks: F['look'][] = [];
  let dh = operations.gradientOfX(gradient, state.output.w);
  for (const [index, pass] of [...passes.entries()].reverse()) {
    const { parameters, w } = state.layers[index] as NetworkState<F>['layers'][number];
    const { dz, sums } = operations.normaliseBackward(dh, pass.h, pass.kept, parameters, arms);
    if (keepsLooks) looks.unshift(operations.look({ ...pass, w, parameters, dh, dz }, arms));
    // The gradient by the pixels is of no use to anyone.
    if (index > 0) dh = operations.gradientOfX(dz, w);
    layers.unshift({
      w: operations.updateWeights(w, pass.x, dz, arms),
      parameters: operations.updateParameters(parameters, sums, pass.kept, arms),
    });
  }
  return { state: { layers, output }, metrics, looks };
}
