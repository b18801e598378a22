import { BLOCK, blocksOf } from '../gpu/matrix.ts';

/** Columns that the units of one arm take: whole blocks, so that none holds two arms. */
export const strideOf = (units: number): number => blocksOf(units) * BLOCK;

/** The names of a vector's parts, in order. */
const PARTS = 'xyzw';

/** One part of a vector, in code. */
export const part = (vector: string, index: number): string => `${vector}.${PARTS[index]}`;

/** Code for each row of a block, one after the other: a matrix's rows told by a variable are slow on emulated GPUs. */
export const eachRow = (code: (row: number) => string, rows = BLOCK): string =>
  Array.from({ length: rows }, (_, row) => code(row)).join('\n');

/** A number as GLSL writes it. */
export const float = (value: number): string => {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.`;
};

/**
 * Code that clears the padding of `result`: rows after the last, and columns after an arm's units.
 *
 * @param row code for the block of rows, @param column for that of columns
 */
export function clearPadding(rows: number, units: number, row = 'at.x', column = 'at.y'): string {
  const [rowsLeft, unitsLeft] = [rows % BLOCK, units % BLOCK];
  const clearRows = eachRow((index) => (index < rowsLeft ? '' : `result[${index}] = vec4(0.);`));
  const zero = unitsLeft === BLOCK - 1 ? '0.' : `vec${BLOCK - unitsLeft}(0.)`;
  const clearUnits = eachRow((index) => `result[${index}].${PARTS.slice(unitsLeft)} = ${zero};`);
  return `
    ${rowsLeft === 0 ? '' : `if (${row} == ${blocksOf(rows) - 1}) { ${clearRows} }`}
    ${unitsLeft === 0 ? '' : `if (${column} % ${blocksOf(units)} == ${blocksOf(units) - 1}) { ${clearUnits} }`}`;
}
