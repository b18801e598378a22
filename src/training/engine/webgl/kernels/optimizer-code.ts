import type { NetworkShape } from '../../network-shape.ts';
import { ADAM_BETA1, ADAM_BETA2, OPTIMIZER_EPSILON, RMSPROP_DECAY } from '../../optimizers.ts';
import { float } from './code.ts';

/** The settings of a run's optimizer. */
export type OptimizerSettings = Pick<NetworkShape, 'optimizer' | 'momentum' | 'weightDecay'>;

const [decay, one, two, epsilon] = [RMSPROP_DECAY, ADAM_BETA1, ADAM_BETA2, OPTIMIZER_EPSILON].map(float);

const UPDATES: Readonly<Record<NetworkShape['optimizer'], (momentum: string) => string>> = {
  sgd: () => 'value -= rate * g;',
  momentum: (momentum) => `first = ${momentum} * first + g; value -= rate * first;`,
  nesterov: (momentum) => `first = ${momentum} * first + g; value -= rate * (g + ${momentum} * first);`,
  rmsprop: () =>
    `first = ${decay} * first + (1. - ${decay}) * g * g; value -= rate * g / (sqrt(first) + ${epsilon});`,
  adam: () => `
      first = ${one} * first + (1. - ${one}) * g;
      second = ${two} * second + (1. - ${two}) * g * g;
      value -= rate * first * corrections.x / (sqrt(second * corrections.y) + ${epsilon});`,
};

/**
 * GLSL of `optimizers.ts`: `optimise(value, first, second, g, rate, corrections)` changes a value and its moments by its gradient g.
 */
export const optimizerCode = ({ momentum, optimizer }: OptimizerSettings): string => `
    void optimise(inout vec4 value, inout vec4 first, inout vec4 second, vec4 g, float rate, vec2 corrections) {
      ${UPDATES[optimizer](float(momentum))}
    }`;
