import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';

/** Which columns of a matrix are an arm's: at every place `stride` of `arms * stride`. */
export interface ArmColumns {
  readonly arms: number;
  readonly arm: number;
  readonly stride: number;
}

/** A (all arms), N (one arm's values) to A in which that arm has the values N, [rows, columns]. */
export const replaceArm = (rows: number, columns: number, { arm, arms, stride }: ArmColumns): KernelCode => ({
  name: 'replace arm',
  inputs: ['A', 'N'],
  shape: [rows, columns],
  code: `
    int place = at.y / ${arms * blocksOf(stride)};
    int column = at.y - (place * ${arms} + ${arm}) * ${blocksOf(stride)};
    if (column >= 0 && column < ${blocksOf(stride)}) result = block(N, at.x, place * ${blocksOf(stride)} + column);
    else result = block(A, at.x, at.y);`,
});
