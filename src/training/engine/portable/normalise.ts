import { add, matMul, mul, rsqrt, square, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation, ArmSwitch, Normalised, Operations } from '../operations.ts';
import type { Pair, Stack } from '../stack.ts';
import { activations } from './activations.ts';
import type { Constants } from './constants.ts';
import { eachArm, pick } from './each-arm.ts';

/** Batch normalization of one arm, before gamma and beta (Ioffe & Szegedy 2015, Algorithm 1). */
interface Centred {
  readonly xhat: Tensor2D;
  readonly inverseDeviation: Tensor2D | null;
  readonly mean: Tensor2D | null;
  readonly variance: Tensor2D | null;
}

function centre(z: Tensor2D, constants: Constants): Centred {
  const mean: Tensor2D = matMul(constants.meanRow, z);
  const centred: Tensor2D = sub(z, mean);
  const variance: Tensor2D = matMul(constants.meanRow, square(centred));
  const inverseDeviation: Tensor2D = rsqrt(add(variance, constants.epsilon));
  return { xhat: mul(centred, inverseDeviation), inverseDeviation, mean, variance };
}

const plain = (z: Tensor2D): Centred => ({ xhat: z, inverseDeviation: null, mean: null, variance: null });

export const normalise =
  (constants: Constants): Operations['normalise'] =>
  (z, [gamma, beta], activation, arms): Normalised => {
    const centred = z.map((one, arm) =>
      one === null ? null : arms[arm]?.bn ? centre(one, constants) : plain(one),
    );
    const h = centred.map((one, arm) => {
      if (one === null) return null;
      const scaled: Tensor2D = arms[arm]?.bn ? mul(one.xhat, pick(gamma, arm)) : one.xhat;
      return activations[activation].forward(add(scaled, pick(beta, arm)));
    });
    const column = (key: keyof Centred): Stack => centred.map((one) => one?.[key] ?? null);
    return {
      h,
      xhat: column('xhat'),
      inverseDeviation: column('inverseDeviation'),
      statistics: [column('mean'), column('variance')],
    };
  };

/** dz = gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m); without BN dz = dy. */
export const normaliseBackward =
  (constants: Constants) =>
  (dh: Stack, forward: Normalised, [gamma]: Pair, activation: Activation, arms: readonly ArmSwitch[]) => {
    const dgamma: (Tensor2D | null)[] = [];
    const dbeta: (Tensor2D | null)[] = [];
    const dz = eachArm(dh, (gradient, arm) => {
      const dy = activations[activation].backward(gradient, pick(forward.h, arm), constants.one);
      const betaSum: Tensor2D = matMul(constants.sumRow, dy);
      dbeta[arm] = betaSum;
      if (!arms[arm]?.bn) return dy;
      const xhat = pick(forward.xhat, arm);
      const gammaSum: Tensor2D = matMul(constants.sumRow, mul(dy, xhat));
      dgamma[arm] = gammaSum;
      const shift = mul(betaSum, constants.inverseBatch);
      const slope = mul(gammaSum, constants.inverseBatch);
      const scale = mul(pick(gamma, arm), pick(forward.inverseDeviation, arm));
      return mul(sub(sub(dy, shift), mul(xhat, slope)), scale);
    });
    const stack = (list: readonly (Tensor2D | null)[]): Stack => dh.map((_, arm) => list[arm] ?? null);
    return { dz, sums: [stack(dgamma), stack(dbeta)] as const };
  };
