import { type Kernel, makeKernel } from './kernel.ts';

/** A (all arms), N (one arm's values) to A in which that arm has the values N, [rows, arms * stride]. */
export const replaceArm = (rows: number, arms: number, stride: number, arm: number): Kernel =>
  makeKernel(
    ['A', 'N'],
    [rows, arms * stride],
    `int column = rc.y - ${arm * stride};
     if (column >= 0 && column < ${stride}) result = T(N, rc.x, column);
     else result = T(A, rc.x, rc.y);`,
  );
