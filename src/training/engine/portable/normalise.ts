import { add, matMul, mul, rsqrt, square, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation, Operations } from '../operations.ts';
import { activations } from './activations.ts';
import type { Constants } from './constants.ts';
import { column, type PortableForm, pick } from './portable-form.ts';

/** What one arm's forward pass keeps; without BN only xhat, which is then z. */
interface Kept {
  readonly xhat: Tensor2D;
  readonly inverseDeviation?: Tensor2D;
  readonly mean?: Tensor2D;
  readonly variance?: Tensor2D;
}

/** Batch normalization of one arm, before gamma and beta (Ioffe & Szegedy 2015, Algorithm 1). */
function centre(z: Tensor2D, constants: Constants): Kept {
  const mean: Tensor2D = matMul(constants.meanRow, z);
  const centred: Tensor2D = sub(z, mean);
  const variance: Tensor2D = matMul(constants.meanRow, square(centred));
  const inverseDeviation: Tensor2D = rsqrt(add(variance, constants.epsilon));
  const xhat: Tensor2D = mul(centred, inverseDeviation);
  return { xhat, inverseDeviation, mean, variance };
}

/** Without BN gamma is not read: it is 1. */
export const normalise =
  (constants: Constants, activation: Activation): Operations<PortableForm>['normalise'] =>
  (z, { gamma, beta }, { switches }) => {
    const passes = z.map((own, arm) => {
      if (own === null) return null;
      const kept: Kept = switches[arm]?.bn ? centre(own, constants) : { xhat: own };
      const scaled: Tensor2D = switches[arm]?.bn ? mul(kept.xhat, pick(gamma, arm)) : kept.xhat;
      return { ...kept, h: activations[activation].forward(add(scaled, pick(beta, arm))) };
    });
    return {
      h: column(passes, 'h'),
      kept: {
        xhat: column(passes, 'xhat'),
        inverseDeviation: column(passes, 'inverseDeviation'),
        mean: column(passes, 'mean'),
        variance: column(passes, 'variance'),
      },
    };
  };

/** dz = gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m); without BN dz = dy. */
export const normaliseBackward =
  (constants: Constants, activation: Activation): Operations<PortableForm>['normaliseBackward'] =>
  (dh, h, { xhat, inverseDeviation }, { gamma }, { switches }) => {
    const passes = dh.map((own, arm) => {
      if (own === null) return null;
      const dy = activations[activation].backward(own, pick(h, arm), constants.one);
      const dbeta: Tensor2D = matMul(constants.sumRow, dy);
      if (!switches[arm]?.bn) return { dz: dy, dbeta };
      const normalised = pick(xhat, arm);
      const dgamma: Tensor2D = matMul(constants.sumRow, mul(dy, normalised));
      const shift = mul(dbeta, constants.inverseBatch);
      const slope = mul(dgamma, constants.inverseBatch);
      const scale = mul(pick(gamma, arm), pick(inverseDeviation, arm));
      const dz: Tensor2D = mul(sub(sub(dy, shift), mul(normalised, slope)), scale);
      return { dz, dbeta, dgamma };
    });
    return {
      dz: column(passes, 'dz'),
      sums: { dgamma: column(passes, 'dgamma'), dbeta: column(passes, 'dbeta') },
    };
  };
