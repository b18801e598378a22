import type { Norm } from '../../common/experiment/norm.ts';
import { type ArmNumbers, type LayerNumbers, normalises } from './arm-numbers.ts';
import { type LayerShape, layerShapes, placesOf } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/**
 * Whether normalization can be folded into weights and biases, as one does for deployment: not where it depends on the image, where
 * every activation has its own gamma, or where it shifts what a convolution pads with zeros.
 */
export const canFold = (shape: NetworkShape, { kind, parameters, place }: Norm): boolean =>
  kind !== 'layer' && (shape.kind === 'dense' || (parameters === 'channel' && place === 'before'));

/**
 * The arm without normalization. Where it can be folded, its function by running statistics stays what it was; elsewhere the
 * layers are taken out, and it jumps.
 */
export function withoutNorm(numbers: ArmNumbers, shape: NetworkShape, norm: Norm): ArmNumbers {
  const layers = layerShapes(shape);
  const hidden = layers.slice(0, -1).map((layer, index) => {
    const own = numbers.layers[index] as LayerNumbers;
    return { layer, own, has: normalises(layer, norm) };
  });
  if (!canFold(shape, norm)) {
    return {
      ...numbers,
      normUpdates: 0,
      layers: hidden.map(({ layer, own, has }) => (has ? plain(own, layer, own.w, own.bias) : own)),
    };
  }
  if (norm.place === 'after') return foldedIntoNext(numbers, layers, hidden, norm);
  return {
    ...numbers,
    normUpdates: 0,
    layers: hidden.map(({ layer, own, has }) => {
      if (!has) return own;
      const { scale, shift } = lineOf(own, norm);
      const w = own.w.map((value, at) => value * (scale[at % layer.units] as number));
      return plain(
        own,
        layer,
        w,
        own.bias.length === 0
          ? shift
          : shift.map((value, unit) => value + (scale[unit] as number) * (own.bias[unit] as number)),
      );
    }),
  };
}

interface HiddenLayer {
  readonly layer: LayerShape;
  readonly own: LayerNumbers;
  readonly has: boolean;
}

/** y = scale * u + shift by running statistics. */
function lineOf({ beta, gamma, mean, variance }: LayerNumbers, { epsilon, scale: scales }: Norm) {
  const scale = gamma.map(
    (value, unit) => value / (scales ? Math.sqrt((variance[unit] as number) + epsilon) : 1),
  );
  return {
    scale,
    shift: beta.map((value, unit) => value - (mean[unit] as number) * (scale[unit] as number)),
  };
}

/** After the activation the next layer takes it up: W' = scale * W by rows, bias' = bias + shift W. */
function foldedIntoNext(
  numbers: ArmNumbers,
  layers: readonly LayerShape[],
  hidden: readonly HiddenLayer[],
  norm: Norm,
): ArmNumbers {
  const folded = (index: number, w: Float32Array, bias: Float32Array) => {
    const before = hidden[index - 1];
    if (before === undefined || !before.has) return { w, bias };
    const { scale, shift } = lineOf(before.own, norm);
    const { units } = layers[index] as LayerShape;
    const added = bias.slice();
    for (const [input, by] of shift.entries()) {
      for (let unit = 0; unit < units; unit++)
        added[unit] = (added[unit] as number) + by * (w[input * units + unit] as number);
    }
    return { w: w.map((value, at) => value * (scale[Math.floor(at / units)] as number)), bias: added };
  };
  const { output } = numbers;
  const { bias, w } = folded(hidden.length, output.w, output.bias);
  return {
    ...numbers,
    normUpdates: 0,
    layers: hidden.map(({ has, layer, own }, index) => {
      // What comes before the only normalized layer is plain already.
      if (!has) return own;
      const next = folded(index, own.w, own.bias);
      return plain(own, layer, next.w, next.bias);
    }),
    output: { ...output, w, bias },
  };
}

/**
 * What the optimizer remembers of W stays; that of a bias begins again.
 *
 * @param bias one of each unit, which beta then is; empty for 0
 */
function plain(own: LayerNumbers, layer: LayerShape, w: Float32Array, bias: Float32Array): LayerNumbers {
  const zeros = (moments: readonly Float32Array[]) => moments.map((list) => new Float32Array(list.length));
  const places = own.gamma.length > layer.units ? placesOf(layer) : 1;
  const spread = (value: (unit: number) => number) =>
    Float32Array.from({ length: layer.units * places }, (_, at) => value(Math.floor(at / places)));
  return {
    w,
    gamma: spread(() => 1),
    beta: spread((unit) => bias[unit] ?? 0),
    bias: new Float32Array(own.bias.length),
    mean: new Float32Array(layer.units),
    variance: new Float32Array(layer.units).fill(1),
    moments: {
      w: own.moments.w,
      gamma: zeros(own.moments.gamma),
      beta: zeros(own.moments.beta),
      bias: zeros(own.moments.bias),
    },
  };
}
