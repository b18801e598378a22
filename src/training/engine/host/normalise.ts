import type { Tensor2D } from '@tensorflow/tfjs-core';
import { normalises } from '../arm-numbers.ts';
import type { LayerShape } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { Activation, ArmSwitch, Operations } from '../operations.ts';
import { activations, rectified } from './activations.ts';
import { column, type HostForm, PARAMETERS, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';
import { addNoise } from './noise.ts';
import {
  batchStatistics,
  imageStatistics,
  normalisedByImage,
  normalisedByUnit,
  runningStatistics,
} from './statistics.ts';

/** By which statistics a pass normalises: in training, with noise; in tests by those of the batch or the running ones, without. */
export type PassKind = 'training' | 'batch' | 'running';

/** What an arm makes of z in a layer, and what its backward pass needs. */
export interface ArmPass {
  readonly entered: Tensor2D;
  readonly xhat: Tensor2D;
  readonly statistics: Tensor2D | null;
  /** gamma * xhat + beta, with noise. */
  readonly y: Tensor2D;
  readonly h: Tensor2D;
}

/** Whether an arm is normalised in a layer. */
export const isNormalised = (layer: LayerShape, { bn, norm }: ArmSwitch): boolean =>
  bn && normalises(layer, norm);

/** Normalisation (or none) and activation of one arm in one layer. */
export function armPass(
  layer: LayerShape,
  shape: NetworkShape,
  arm: ArmSwitch,
  z: Tensor2D,
  parameters: Tensor2D,
  kind: PassKind,
): ArmPass {
  const { activation } = shape;
  const { norm } = arm;
  const on = isNormalised(layer, arm);
  const isAfter = on && norm.place === 'after';
  const isNoisy = on && norm.kind === 'noisy' && kind === 'training';
  const { forward, rectifies } = activations[activation];
  const entered = isAfter ? activated(z, activation) : z;
  const { statistics, xhat } = on
    ? normalised(layer, entered, parameters, arm, kind)
    : { xhat: entered, statistics: null };
  const y = scaled(xhat, parameters, rectifies && !isAfter && !isNoisy);
  if (isNoisy) {
    addNoise(layer, y, arm, true);
    if (rectifies && !isAfter) rectify(y);
  }
  return { entered, xhat, statistics, y, h: isAfter ? y : forward(y) };
}

/** gamma * xhat + beta of the batch in an arm normalised in a layer, without noise: what a look inside wants to see. */
export function yOf(
  layer: LayerShape,
  shape: NetworkShape,
  arm: ArmSwitch,
  z: Tensor2D,
  parameters: Tensor2D,
): Tensor2D {
  const entered = arm.norm.place === 'after' ? activated(z, shape.activation) : z;
  return scaled(normalised(layer, entered, parameters, arm, 'batch').xhat, parameters, false);
}

function normalised(
  layer: LayerShape,
  u: Tensor2D,
  parameters: Tensor2D,
  { norm }: ArmSwitch,
  kind: PassKind,
): { statistics: Tensor2D; xhat: Tensor2D } {
  if (norm.kind === 'layer') {
    const statistics = imageStatistics(
      u,
      u.size / (layer.units * layer.grid.height * layer.grid.width),
      norm,
    );
    return { statistics, xhat: normalisedByImage(u, statistics) };
  }
  const statistics =
    kind === 'running' ? runningStatistics(parameters, layer.units, norm) : batchStatistics(u, norm);
  return { statistics, xhat: normalisedByUnit(u, statistics) };
}

/** f(z), z itself left alone. */
function activated(z: Tensor2D, activation: Activation): Tensor2D {
  if (!activations[activation].rectifies) return activations[activation].forward(z);
  const copy = makeTensor(...z.shape);
  valuesOf(copy).set(valuesOf(z));
  rectify(copy);
  return copy;
}

function rectify(y: Tensor2D): void {
  const values = valuesOf(y);
  for (let at = 0; at < values.length; at++) values[at] = rectified(values[at] as number);
}

/** gamma * xhat + beta, rectified if so told; by unit, or by unit and place where there are so many parameters. */
function scaled(xhat: Tensor2D, parameters: Tensor2D, rectifies: boolean): Tensor2D {
  const y = makeTensor(...xhat.shape);
  const [from, to, own] = [valuesOf(xhat), valuesOf(y), valuesOf(parameters)];
  const count = parameters.shape[1];
  const run = from.length / count;
  for (let index = 0; index < count; index++) {
    const gamma = own[PARAMETERS.gamma * count + index] as number;
    const beta = own[PARAMETERS.beta * count + index] as number;
    for (let at = index * run; at < (index + 1) * run; at++) {
      const value = gamma * (from[at] as number) + beta;
      to[at] = rectifies ? rectified(value) : value;
    }
  }
  return y;
}

export const normalise =
  (shape: NetworkShape): Operations<HostForm>['normalise'] =>
  (layer, z, parameters, arms) => {
    const passes = z.map((own, arm) =>
      own === null
        ? null
        : armPass(layer, shape, arms[arm] as ArmSwitch, own, pick(parameters, arm), 'training'),
    );
    return {
      h: column(passes, 'h'),
      kept: {
        entered: column(passes, 'entered'),
        xhat: column(passes, 'xhat'),
        statistics: column(passes, 'statistics'),
      },
    };
  };
