import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';

/** A (all arms), N (one arm's values) to A in which that arm has the values N, [rows, arms * stride]. */
export const replaceArm = (rows: number, arms: number, stride: number, arm: number): KernelCode => ({
  name: 'replace arm',
  inputs: ['A', 'N'],
  shape: [rows, arms * stride],
  code: `
    int column = at.y - ${arm * blocksOf(stride)};
    if (column >= 0 && column < ${blocksOf(stride)}) result = block(N, at.x, column);
    else result = block(A, at.x, at.y);`,
});
