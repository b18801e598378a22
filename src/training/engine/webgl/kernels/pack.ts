import { type Kernel, makeKernel } from './kernel.ts';

/** An uploaded matrix, one element a texel, to a packed one. */
export const pack = (rows: number, columns: number): Kernel =>
  makeKernel(
    ['A'],
    [rows, columns],
    `bool right = rc.y + 1 < ${columns};
     bool below = rc.x + 1 < ${rows};
     result.x = getA(rc.x, rc.y);
     if (right) result.y = getA(rc.x, rc.y + 1);
     if (below) result.z = getA(rc.x + 1, rc.y);
     if (right && below) result.w = getA(rc.x + 1, rc.y + 1);`,
    { unpackedInputs: true },
  );
