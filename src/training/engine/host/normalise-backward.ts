import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation, Operations } from '../operations.ts';
import { activations } from './activations.ts';
import { column, type HostForm, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

/** dy = dh * f'(h), and its sums over the batch: dbeta = sum dy, dgamma = sum dy * xhat. */
function throughActivation(dh: Tensor2D, h: Tensor2D, xhat: Tensor2D, activation: Activation) {
  const [rows, units] = dh.shape;
  const { slope } = activations[activation];
  const [dy, dgamma, dbeta] = [makeTensor(rows, units), makeTensor(1, units), makeTensor(1, units)];
  const [from, activated, normalised, to] = [valuesOf(dh), valuesOf(h), valuesOf(xhat), valuesOf(dy)];
  const [sums, products] = [new Float64Array(units), new Float64Array(units)];
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) {
      const own = (from[at] as number) * slope(activated[at] as number);
      to[at] = own;
      sums[unit] = (sums[unit] as number) + own;
      products[unit] = (products[unit] as number) + own * (normalised[at] as number);
    }
  }
  valuesOf(dbeta).set(sums);
  valuesOf(dgamma).set(products);
  return { dy, dgamma, dbeta };
}

/** dy to gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m), in its own place. */
function throughNormalisation(
  dy: Tensor2D,
  of: Readonly<Record<'xhat' | 'gamma' | 'inverseDeviation' | 'dgamma' | 'dbeta', Tensor2D>>,
): void {
  const [rows, units] = dy.shape;
  const [values, xhat, gamma, inverse] = [dy, of.xhat, of.gamma, of.inverseDeviation].map(valuesOf) as Views;
  const scale = gamma.map((value, unit) => value * (inverse[unit] as number));
  const shift = valuesOf(of.dbeta).map((sum) => sum / rows);
  const slope = valuesOf(of.dgamma).map((sum) => sum / rows);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) {
      const pull = (shift[unit] as number) + (xhat[at] as number) * (slope[unit] as number);
      values[at] = (scale[unit] as number) * ((values[at] as number) - pull);
    }
  }
}

type Views = [Float32Array, Float32Array, Float32Array, Float32Array];

/** Without BN dz is dy, and there is no dgamma. */
export const normaliseBackward =
  (activation: Activation): Operations<HostForm>['normaliseBackward'] =>
  (dh, h, kept, { gamma }, arms) => {
    const passes = dh.map((own, arm) => {
      if (own === null) return null;
      const xhat = pick(kept.xhat, arm);
      const { dbeta, dgamma, dy } = throughActivation(own, pick(h, arm), xhat, activation);
      if (!arms[arm]?.bn) return { dz: dy, dbeta };
      const inverseDeviation = pick(kept.inverseDeviation, arm);
      throughNormalisation(dy, { xhat, gamma: pick(gamma, arm), inverseDeviation, dgamma, dbeta });
      return { dz: dy, dbeta, dgamma };
    });
    return {
      dz: column(passes, 'dz'),
      sums: { dgamma: column(passes, 'dgamma'), dbeta: column(passes, 'dbeta') },
    };
  };
