import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Norm } from '../../../common/experiment/norm.ts';
import { PARAMETERS, STATISTICS, STATISTICS_ROWS } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

/** Writes the statistics of one unit, or of one image. */
function put(to: Float32Array, at: number, count: number, mean: number, variance: number, norm: Norm): void {
  to[STATISTICS.taken * count + at] = norm.centre ? mean : 0;
  to[STATISTICS.inverse * count + at] = norm.scale ? 1 / Math.sqrt(variance + norm.epsilon) : 1;
  to[STATISTICS.variance * count + at] = variance;
  to[STATISTICS.mean * count + at] = mean;
}

/** Of each unit over the batch, [4, units] (Ioffe & Szegedy 2015, Algorithm 1). */
export function batchStatistics(u: Tensor2D, norm: Norm): Tensor2D {
  const [units, m] = u.shape;
  const statistics = makeTensor(STATISTICS_ROWS, units);
  const [from, to] = [valuesOf(u), valuesOf(statistics)];
  for (let unit = 0; unit < units; unit++) {
    const [start, end] = [unit * m, (unit + 1) * m];
    let sum = 0;
    for (let at = start; at < end; at++) sum += from[at] as number;
    const mean = sum / m;
    let squares = 0;
    for (let at = start; at < end; at++) {
      const centred = (from[at] as number) - mean;
      squares += centred * centred;
    }
    put(to, unit, units, mean, squares / m, norm);
  }
  return statistics;
}

/** The same by running statistics (Algorithm 2). */
export function runningStatistics(parameters: Tensor2D, units: number, norm: Norm): Tensor2D {
  const row = parameters.shape[1];
  const statistics = makeTensor(STATISTICS_ROWS, units);
  const [from, to] = [valuesOf(parameters), valuesOf(statistics)];
  for (let unit = 0; unit < units; unit++) {
    const mean = from[PARAMETERS.mean * row + unit] as number;
    put(to, unit, units, mean, from[PARAMETERS.variance * row + unit] as number, norm);
    to[STATISTICS.taken * units + unit] = mean;
  }
  return statistics;
}

/** Of each image over the units, in a convolution at all places, [4, batch] (Ba et al. 2016, equation 3). */
export function imageStatistics(u: Tensor2D, batch: number, norm: Norm): Tensor2D {
  const statistics = makeTensor(STATISTICS_ROWS, batch);
  const [from, to] = [valuesOf(u), valuesOf(statistics)];
  const [means, squares] = [new Float64Array(batch), new Float64Array(batch)];
  const count = from.length / batch;
  eachRun(from.length, batch, (start) => {
    for (let image = 0; image < batch; image++)
      means[image] = (means[image] as number) + (from[start + image] as number);
  });
  for (let image = 0; image < batch; image++) means[image] = (means[image] as number) / count;
  eachRun(from.length, batch, (start) => {
    for (let image = 0; image < batch; image++) {
      const centred = (from[start + image] as number) - (means[image] as number);
      squares[image] = (squares[image] as number) + centred * centred;
    }
  });
  for (let image = 0; image < batch; image++) {
    put(to, image, batch, means[image] as number, (squares[image] as number) / count, norm);
  }
  return statistics;
}

/** xhat, by statistics of the units. */
export function normalisedByUnit(u: Tensor2D, statistics: Tensor2D): Tensor2D {
  const [units, m] = u.shape;
  const xhat = makeTensor(units, m);
  const [from, to, own] = [valuesOf(u), valuesOf(xhat), valuesOf(statistics)];
  for (let unit = 0; unit < units; unit++) {
    const taken = own[STATISTICS.taken * units + unit] as number;
    const inverse = own[STATISTICS.inverse * units + unit] as number;
    for (let at = unit * m; at < (unit + 1) * m; at++) to[at] = ((from[at] as number) - taken) * inverse;
  }
  return xhat;
}

/** xhat, by statistics of the images. */
export function normalisedByImage(u: Tensor2D, statistics: Tensor2D): Tensor2D {
  const batch = statistics.shape[1];
  const xhat = makeTensor(...u.shape);
  const [from, to, own] = [valuesOf(u), valuesOf(xhat), valuesOf(statistics)];
  const taken = own.subarray(STATISTICS.taken * batch, (STATISTICS.taken + 1) * batch);
  const inverse = own.subarray(STATISTICS.inverse * batch, (STATISTICS.inverse + 1) * batch);
  eachRun(from.length, batch, (start) => {
    for (let image = 0; image < batch; image++) {
      to[start + image] =
        ((from[start + image] as number) - (taken[image] as number)) * (inverse[image] as number);
    }
  });
  return xhat;
}

/** Calls back for every run of one unit at one place: a value for each image. */
export function eachRun(length: number, batch: number, visit: (start: number, run: number) => void): void {
  for (let run = 0, start = 0; start < length; run++, start += batch) visit(start, run);
}
