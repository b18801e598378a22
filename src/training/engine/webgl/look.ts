import type { LookSize } from '../look-size.ts';
import type { ArmSwitch, LayerValues, Operations } from '../operations.ts';
import type { Gpu } from './gpu/gpu.ts';
import type { KernelSet } from './kernel-set.ts';
import { armOf, unitsOf } from './layout.ts';
import type { WebGlForm } from './webgl-form.ts';

/** The row of each in a matrix of parameters and in one of statistics. */
const PARAMETERS = { gamma: 0, beta: 1, runningMean: 2, runningVariance: 3 } as const;
const STATISTICS = { mean: 0, inverse: 1, variance: 2 } as const;

/** Matrices read of a layer. */
const PARTS = 7;

/** Holds what a look inside reads of a layer, and draws what is only for that: a sample of W, and of what the step adds to it. */
export const look =
  (kernels: KernelSet, { inputGroups }: LookSize): Operations<WebGlForm>['look'] =>
  ({ dh, dz, h, kept, parameters, w, x, z }, { hidden }) => ({
    z,
    h,
    gradient: dh,
    weights: inputGroups(w.rows) === null ? w : kernels.weightSample(w)(w),
    update: kernels.updateSample(w)(x, dz, hidden),
    parameters,
    statistics: kept.statistics,
  });

/**
 * Reads all of it in one go.
 *
 * @param switches the arms as they were when it was kept
 */
export async function readLooks(
  gpu: Gpu,
  layers: readonly WebGlForm['look'][],
  { images }: LookSize,
  units: number,
  switches: readonly ArmSwitch[],
): Promise<(LayerValues | null)[][]> {
  const parts = layers.flatMap(({ gradient, h, parameters, statistics, update, weights, z }) => [
    ...[z, h, gradient].map((matrix) => ({ matrix, rows: images })),
    ...[weights, update, parameters, statistics].map((matrix) => ({ matrix, rows: matrix.rows })),
  ]);
  const values = await gpu.read(
    parts.map(({ matrix }) => matrix),
    parts.map(({ rows }) => rows),
  );
  const arms = switches.length;
  return layers.map((_, layer) => {
    const own = (part: number) => values[PARTS * layer + part] as Float32Array;
    return switches.map(({ bn, frozen }, arm): LayerValues | null => {
      if (frozen) return null;
      const byUnit = (all: Float32Array) => unitsOf(all, arms, arm, units);
      const rows = (all: Float32Array) => {
        const values = armOf(all, arms, arm, units);
        return (row: number) => values.slice(row * units, (row + 1) * units);
      };
      const [parameter, statistic] = [rows(own(5)), rows(own(6))];
      return {
        bn,
        z: byUnit(own(0)),
        h: byUnit(own(1)),
        gradient: byUnit(own(2)),
        weights: byUnit(own(3)),
        update: byUnit(own(4)),
        gamma: parameter(PARAMETERS.gamma),
        beta: parameter(PARAMETERS.beta),
        runningMean: parameter(PARAMETERS.runningMean),
        runningVariance: parameter(PARAMETERS.runningVariance),
        mean: statistic(STATISTICS.mean),
        inverse: statistic(STATISTICS.inverse),
        variance: statistic(STATISTICS.variance),
      };
    });
  });
}
