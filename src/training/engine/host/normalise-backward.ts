import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation, Operations } from '../operations.ts';
import { activations } from './activations.ts';
import { column, type HostForm, PARAMETERS, pick, STATISTICS, SUMS } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

/** The sums of dy over the batch: dbeta = sum dy, dgamma = sum dy * xhat. */
function sumsOf(dy: Tensor2D, xhat: Tensor2D): Tensor2D {
  const [units, batch] = dy.shape;
  const sums = makeTensor(2, units);
  const [values, normalised, to] = [valuesOf(dy), valuesOf(xhat), valuesOf(sums)];
  for (let unit = 0; unit < units; unit++) {
    let dbeta = 0;
    let dgamma = 0;
    for (let at = unit * batch; at < (unit + 1) * batch; at++) {
      const own = values[at] as number;
      dbeta += own;
      dgamma += own * (normalised[at] as number);
    }
    to[SUMS.dgamma * units + unit] = dgamma;
    to[SUMS.dbeta * units + unit] = dbeta;
  }
  return sums;
}

/** dy to gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m), in its own place. */
function throughNormalisation(
  dy: Tensor2D,
  of: Readonly<Record<'xhat' | 'parameters' | 'statistics' | 'sums', Tensor2D>>,
): void {
  const [units, batch] = dy.shape;
  const [values, xhat, parameters] = [valuesOf(dy), valuesOf(of.xhat), valuesOf(of.parameters)];
  const [statistics, sums] = [valuesOf(of.statistics), valuesOf(of.sums)];
  for (let unit = 0; unit < units; unit++) {
    const gamma = parameters[PARAMETERS.gamma * units + unit] as number;
    const scale = gamma * (statistics[STATISTICS.inverse * units + unit] as number);
    const shift = (sums[SUMS.dbeta * units + unit] as number) / batch;
    const slope = (sums[SUMS.dgamma * units + unit] as number) / batch;
    for (let at = unit * batch; at < (unit + 1) * batch; at++) {
      values[at] = scale * ((values[at] as number) - shift - slope * (xhat[at] as number));
    }
  }
}

/** Without BN dz is dy. */
export const normaliseBackward =
  (activation: Activation): Operations<HostForm>['normaliseBackward'] =>
  (dh, h, kept, parameters, arms) => {
    const passes = dh.map((own, arm) => {
      if (own === null) return null;
      const dy = makeTensor(...own.shape);
      activations[activation].backward(valuesOf(own), valuesOf(pick(h, arm)), valuesOf(dy));
      const xhat = pick(kept.xhat, arm);
      const sums = sumsOf(dy, xhat);
      if (arms[arm]?.bn) {
        const statistics = pick(kept.statistics, arm);
        throughNormalisation(dy, { xhat, parameters: pick(parameters, arm), statistics, sums });
      }
      return { dz: dy, sums };
    });
    return { dz: column(passes, 'dz'), sums: column(passes, 'sums') };
  };
