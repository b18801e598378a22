import type { LayerState, NetworkState } from './network-state.ts';
import type { Activation, ArmSwitch, Normalised, Operations, Output } from './operations.ts';
import type { Stack } from './stack.ts';

/** What a training step reads besides the network. */
export interface StepInput {
  /** [batch, 784], pixels / 255. */
  readonly images: Stack;
  readonly labels: Uint8Array;
  readonly rates: Stack;
  readonly arms: readonly ArmSwitch[];
  readonly activation: Activation;
}

/** Forward pass in training mode: every layer's result, and the output's. */
export function forward(operations: Operations, state: NetworkState, input: StepInput) {
  const { activation, arms, labels } = input;
  const layers: Normalised[] = [];
  let x = input.images;
  for (const layer of state.layers) {
    const z = operations.product(x, layer.w, arms);
    const normalised = operations.normalise(z, layer.parameters, activation, arms);
    layers.push(normalised);
    x = normalised.h;
  }
  const z = operations.product(x, state.output.w, arms);
  return { layers, output: operations.output(z, state.output.bias, labels, arms) };
}

/** The network after one training step, and what the step saw. */
export interface StepResult extends Pick<Output, 'loss' | 'accuracy'> {
  readonly state: NetworkState;
  /** Activations of every hidden layer, [batch, units]. */
  readonly activations: readonly Stack[];
}

/** One training step of all arms, written once for all backends: forward, backward, update. Nothing is waited for. */
export function trainStep(operations: Operations, state: NetworkState, input: StepInput): StepResult {
  const { activation, arms, images, rates } = input;
  const { layers: passes, output } = forward(operations, state, input);
  const inputOf = (layer: number): Stack => passes[layer - 1]?.h ?? images;
  let dh = operations.gradientOfX(output.gradient, state.output.w);
  const nextOutput = {
    w: operations.updateWeights(state.output.w, inputOf(passes.length), output.gradient, rates),
    bias: operations.updateBias(state.output.bias, operations.sumRows(output.gradient), rates),
  };
  const layers: LayerState[] = [];
  for (let index = passes.length - 1; index >= 0; index--) {
    const layer = state.layers[index] as LayerState;
    const pass = passes[index] as Normalised;
    const { dz, sums } = operations.normaliseBackward(dh, pass, layer.parameters, activation, arms);
    // The gradient by the pixels is of no use to anyone.
    if (index > 0) dh = operations.gradientOfX(dz, layer.w);
    layers.unshift({
      w: operations.updateWeights(layer.w, inputOf(index), dz, rates),
      parameters: operations.updateParameters(layer.parameters, sums, rates, arms),
      running: operations.updateRunning(layer.running, pass.statistics, arms),
    });
  }
  return {
    state: { layers, output: nextOutput },
    loss: output.loss,
    accuracy: output.accuracy,
    activations: passes.map(({ h }) => h),
  };
}
