import { matMul, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerShape } from '../layer-shape.ts';
import type { Operations } from '../operations.ts';
import { columnsOf, gradientByInput } from './convolution.ts';
import { eachArm, type HostForm, pick } from './host-form.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';
import type { Stack } from './stack.ts';

type Ops = Operations<HostForm>;

/** What filters read of larger inputs is found anew in the backward pass, rather than kept: so many values. */
const MOST_KEPT = 2 ** 21;

/** The linear part of layers. What filters read is kept for the backward pass of the same step, in whose scope it is freed. */
export function linearOperations() {
  const kept = new WeakMap<Tensor2D, Tensor2D>();

  /** What a layer's weights are multiplied with: [fanIn, places * batch]. */
  function inputOf(layer: LayerShape, x: Tensor2D): Tensor2D {
    if (layer.kind === 'dense') return flat(layer, x);
    const known = kept.get(x);
    if (known !== undefined && !known.isDisposed) return known;
    const columns = columnsOf(layer, x);
    if (columns.size <= MOST_KEPT) kept.set(x, columns);
    return columns;
  }

  const product: Ops['product'] = (layer, x, w, bias, arms) => {
    // Of an input that arms share what filters read is the same.
    const inputs = new Map<Tensor2D, Tensor2D>();
    return x.map((own, arm) => {
      if (own === null || arms[arm]?.frozen) return null;
      const input = inputs.get(own) ?? inputOf(layer, own);
      inputs.set(own, input);
      return added(matMul(weightsOf(pick(w, arm), layer), input) as Tensor2D, bias?.[arm] ?? null);
    });
  };

  const gradientOfX: Ops['gradientOfX'] = (layer, dz, w) =>
    eachArm(dz, (gradient, arm) => {
      const weights = weightsOf(pick(w, arm), layer);
      if (layer.kind === 'conv') return gradientByInput(layer, weights, gradient);
      const dx = matMul(turned(weights), gradient) as Tensor2D;
      return reshape(dx, [layer.channels, dx.size / layer.channels]) as Tensor2D;
    });

  /** The gradient by W, [out, in], of every arm that has news. */
  const gradientOfW = (layer: LayerShape, x: Stack, dz: Stack): Stack => {
    const rows = new Map<Tensor2D, Tensor2D>();
    return eachArm(dz, (own, arm) => {
      const input = pick(x, arm);
      const inRows = rows.get(input) ?? turned(inputOf(layer, input));
      rows.set(input, inRows);
      return matMul(own, inRows) as Tensor2D;
    });
  };
  return { product, gradientOfX, gradientOfW, inputOf };
}

/** z + bias, in its own place. */
function added(z: Tensor2D, bias: Tensor2D | null): Tensor2D {
  if (bias === null) return z;
  const [units, row] = z.shape;
  const [values, shifts] = [valuesOf(z), valuesOf(bias)];
  for (let unit = 0; unit < units; unit++) {
    const shift = shifts[unit] as number;
    for (let at = unit * row; at < (unit + 1) * row; at++) values[at] = (values[at] as number) + shift;
  }
  return z;
}

/** A dense layer's input as it lies: of a convolution's channels the places are rows of their own. */
const flat = ({ fanIn }: LayerShape, x: Tensor2D): Tensor2D =>
  x.shape[0] === fanIn ? x : (reshape(x, [fanIn, x.size / fanIn]) as Tensor2D);

/** W alone, [out, in], without what the optimizer remembers of it. */
export function weightsOf(w: Tensor2D, { fanIn, units }: LayerShape): Tensor2D {
  if (w.shape[0] === units) return w;
  const result = makeTensor(units, fanIn);
  valuesOf(result).set(valuesOf(w).subarray(0, units * fanIn));
  return result;
}
