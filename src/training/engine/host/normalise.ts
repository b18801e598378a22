import type { Tensor2D } from '@tensorflow/tfjs-core';
import { EPSILON } from '../arm-numbers.ts';
import type { Activation, Operations } from '../operations.ts';
import { activations, rectified } from './activations.ts';
import { column, type HostForm, PARAMETERS, pick, STATISTICS } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

/** Batch normalization of one arm, before gamma and beta (Ioffe & Szegedy 2015, Algorithm 1): xhat and statistics. */
function normalised(z: Tensor2D): { xhat: Tensor2D; statistics: Tensor2D } {
  const [units, batch] = z.shape;
  const [xhat, statistics] = [makeTensor(units, batch), makeTensor(3, units)];
  const [from, to, own] = [valuesOf(z), valuesOf(xhat), valuesOf(statistics)];
  for (let unit = 0; unit < units; unit++) {
    const [start, end] = [unit * batch, (unit + 1) * batch];
    let sum = 0;
    for (let at = start; at < end; at++) sum += from[at] as number;
    const mean = sum / batch;
    let squares = 0;
    for (let at = start; at < end; at++) {
      const centred = (from[at] as number) - mean;
      squares += centred * centred;
    }
    const variance = squares / batch;
    const inverse = 1 / Math.sqrt(variance + EPSILON);
    for (let at = start; at < end; at++) to[at] = ((from[at] as number) - mean) * inverse;
    own[STATISTICS.mean * units + unit] = mean;
    own[STATISTICS.inverse * units + unit] = inverse;
    own[STATISTICS.variance * units + unit] = variance;
  }
  return { xhat, statistics };
}

/** gamma * xhat + beta, rectified if so told. */
function scaled(xhat: Tensor2D, parameters: Tensor2D, rectifies: boolean): Tensor2D {
  const [units, batch] = xhat.shape;
  const y = makeTensor(units, batch);
  const [from, to, own] = [valuesOf(xhat), valuesOf(y), valuesOf(parameters)];
  for (let unit = 0; unit < units; unit++) {
    const gamma = own[PARAMETERS.gamma * units + unit] as number;
    const beta = own[PARAMETERS.beta * units + unit] as number;
    for (let at = unit * batch; at < (unit + 1) * batch; at++) {
      const own = gamma * (from[at] as number) + beta;
      to[at] = rectifies ? rectified(own) : own;
    }
  }
  return y;
}

export const normalise =
  (activation: Activation): Operations<HostForm>['normalise'] =>
  (z, parameters, arms) => {
    const { forward, rectifies } = activations[activation];
    const passes = z.map((own, arm) => {
      if (own === null) return null;
      const kept = arms[arm]?.bn ? normalised(own) : { xhat: own, statistics: null };
      const y = scaled(kept.xhat, pick(parameters, arm), rectifies);
      return { ...kept, h: forward(y) };
    });
    return {
      h: column(passes, 'h'),
      kept: { xhat: column(passes, 'xhat'), statistics: column(passes, 'statistics') },
    };
  };
