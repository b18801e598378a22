import { type Kernel, makeKernel, strideOf } from './kernel.ts';

/** A linear layer of every arm over the rows of a batch. */
export interface LayerSize {
  readonly arms: number;
  readonly rows: number;
  readonly fanIn: number;
  /** Columns that an arm's outputs take, padding included. */
  readonly stride: number;
  /** Whether all arms read the same input: the images. */
  readonly sharedInput: boolean;
}

const firstInput = (size: LayerSize, arm: string): string =>
  size.sharedInput ? '0' : `${arm} * ${strideOf(size.fanIn)}`;

/** X, W to Z = X W: [rows, arms * in] by [in, arms * out] to [rows, arms * out], each arm by itself. */
export function product(size: LayerSize): Kernel {
  const { stride } = size;
  return makeKernel(
    ['X', 'W'],
    [size.rows, size.arms * stride],
    `int from = ${firstInput(size, `(rc.y / ${stride})`)};
     for (int k = 0; k < ${size.fanIn}; k += 2) {
       vec4 x = T(X, rc.x, from + k);
       vec4 w = T(W, k, rc.y);
       result += x.xxzz * w.xyxy + x.yyww * w.zwzw;
     }`,
  );
}

/** D, W to D W^T: the gradient by the input of a layer, [rows, arms * out] by [in, arms * out] to [rows, arms * in]. */
export function gradientOfX({ arms, rows, fanIn, stride }: LayerSize): Kernel {
  const strideIn = strideOf(fanIn);
  return makeKernel(
    ['D', 'W'],
    [rows, arms * strideIn],
    `int arm = rc.y / ${strideIn};
     int unit = rc.y - arm * ${strideIn};
     int from = arm * ${stride};
     for (int k = 0; k < ${stride}; k += 2) {
       vec4 d = T(D, rc.x, from + k);
       vec4 w = T(W, unit, from + k);
       result += d.xxzz * w.xzxz + d.yyww * w.ywyw;
     }`,
  );
}

/**
 * W, X, D, S to W - rate * X^T D, [in, arms * out]; S holds the rates (see `settings.ts`). Another optimizer takes the place
 * of the last line.
 */
export function updateWeights(size: LayerSize): Kernel {
  const { stride } = size;
  return makeKernel(
    ['W', 'X', 'D', 'S'],
    [size.fanIn, size.arms * stride],
    `int column = ${firstInput(size, `(rc.y / ${stride})`)} + rc.x;
     vec4 gradient = vec4(0.);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 x = T(X, row, column);
       vec4 d = T(D, row, rc.y);
       gradient += x.xxyy * d.xyxy + x.zzww * d.zwzw;
     }
     vec4 w = T(W, rc.x, rc.y);
     vec4 rate = T(S, 0, rc.y).zwzw;
     result = mix(w - rate * gradient, w, equal(rate, vec4(0.)));`,
  );
}
