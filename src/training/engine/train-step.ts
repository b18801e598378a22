import type { DeviceBatch, Form, NetworkState, Operations } from './operations.ts';

/** Forward pass of the hidden layers by the batch's own statistics. */
export function forward<F extends Form>(
  operations: Operations<F>,
  state: NetworkState<F>,
  images: F['matrix'],
  arms: F['arms'],
) {
  let x = images;
  return state.layers.map(({ w, parameters }) => {
    const pass = { x, ...operations.normalise(operations.product(x, w, arms), parameters, arms) };
    x = pass.h;
    return pass;
  });
}

/** The network after one training step, and what the step saw. */
export interface StepResult<F extends Form> {
  readonly state: NetworkState<F>;
  readonly metrics: F['matrix'];
  /** Activations of every hidden layer. */
  readonly activations: readonly F['matrix'][];
}

/** One training step of all arms, written once for all backends: forward, backward, update. Nothing is waited for. */
export function trainStep<F extends Form>(
  operations: Operations<F>,
  state: NetworkState<F>,
  { images, labels }: DeviceBatch<F>,
  arms: F['arms'],
): StepResult<F> {
  const passes = forward(operations, state, images, arms);
  const h = passes.at(-1)?.h ?? images;
  const z = operations.product(h, state.output.w, arms);
  const { gradient, metrics } = operations.output(z, state.output.bias, labels, arms);

  const output = {
    w: operations.updateWeights(state.output.w, h, gradient, arms),
    bias: operations.updateBias(state.output.bias, gradient, arms),
  };
  const layers = [];
  let dh = operations.gradientOfX(gradient, state.output.w);
  for (const [index, pass] of [...passes.entries()].reverse()) {
    const { parameters, w } = state.layers[index] as NetworkState<F>['layers'][number];
    const { dz, sums } = operations.normaliseBackward(dh, pass.h, pass.kept, parameters, arms);
    // The gradient by the pixels is of no use to anyone.
    if (index > 0) dh = operations.gradientOfX(dz, w);
    layers.unshift({
      w: operations.updateWeights(w, pass.x, dz, arms),
      parameters: operations.updateParameters(parameters, sums, pass.kept, arms),
    });
  }
  return { state: { layers, output }, metrics, activations: passes.map((pass) => pass.h) };
}
