import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, engine, type Tensor2D } from '@tensorflow/tfjs-core';

/** A program for all arms at once; what it computes from which tensors is told where it is made. */
export type Kernel = (...inputs: readonly Tensor2D[]) => Tensor2D;

/**
 * Makes a program over packed textures: a texel holds the 2x2 block whose upper left element is at an even row and column.
 * In its code `T(X, row, column)` is the texel of input X that holds an element, `rc` the place of the texel it makes, and
 * `result` what it must set. Elements beyond the shape ("padding") are 0 in every input, and must be in every output.
 *
 * @param names of the inputs, in order
 * @param shape of the output
 */
export function makeKernel(
  names: readonly string[],
  shape: readonly [number, number],
  code: string,
  options: { readonly helpers?: string; readonly unpackedInputs?: boolean } = {},
): Kernel {
  const program: GPGPUProgram = {
    variableNames: [...names],
    outputShape: [...shape],
    packedInputs: options.unpackedInputs !== true,
    packedOutput: true,
    userCode: `
      #define T(name, row, column) texelFetch(name, ivec2((column) >> 1, (row) >> 1), 0)
      ${options.helpers ?? ''}
      void main() {
        ivec2 rc = getOutputCoords();
        vec4 result = vec4(0.);
        ${code}
        setOutput(result);
      }`,
  };
  return (...inputs) => {
    const info = (backend() as MathBackendWebGL).compileAndRun(program, [...inputs], 'float32');
    return engine().makeTensorFromTensorInfo(info) as Tensor2D;
  };
}

/** Columns that the units of one arm take: an even number, so that no texel holds two arms. */
export const strideOf = (units: number): number => units + (units % 2);

/** Code that clears the padding of `result`: a last odd row, and the column after an odd number of units. */
export const clearPadding = (rows: number, units: number): string => `
  ${rows % 2 === 1 ? `if (rc.x + 1 >= ${rows}) result.zw = vec2(0.);` : ''}
  ${units % 2 === 1 ? `if (rc.y % ${strideOf(units)} + 1 >= ${units}) result.yw = vec2(0.);` : ''}`;

/** A number as GLSL writes it. */
export const float = (value: number): string => {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.`;
};
