import { Held } from './held.ts';
import type { TargetTexture, TexturePool } from './texture-pool.ts';

/** Elements on each side of a block: a texture of a matrix has four layers of four-channel texels. */
export const BLOCK = 4;

/** Blocks that so many rows or columns take. */
export const blocksOf = (count: number): number => Math.ceil(count / BLOCK);

/**
 * A matrix on the GPU, in a texture of four layers: texel (x, y) of layer i holds row 4y + i, columns 4x to 4x + 3. So one
 * place of the texture is a block of 4x4 elements, and a program that draws in all four layers at once makes a whole block.
 * Elements beyond the shape ("padding") are 0.
 */
export class Matrix extends Held {
  readonly rows: number;
  readonly columns: number;
  readonly #pool: TexturePool;
  #target: TargetTexture | null = null;

  constructor(pool: TexturePool, rows: number, columns: number) {
    super();
    this.rows = rows;
    this.columns = columns;
    this.#pool = pool;
  }

  /** Taken from the pool when first asked for: one that is never drawn, when programs are only compiled, takes none. */
  get target(): TargetTexture {
    this.#target ??= this.#pool.acquire(blocksOf(this.columns), blocksOf(this.rows));
    return this.#target;
  }

  get texture(): WebGLTexture {
    return this.target.texture;
  }

  protected destroy(): void {
    if (this.#target !== null) this.#pool.release(this.#target);
  }
}

/** Row-major values, [rows, columns], in the order in which a matrix's texture holds them, layer by layer. */
export function layered(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const [width, height] = [blocksOf(columns), blocksOf(rows)];
  const result = new Float32Array(width * height * BLOCK * BLOCK);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(row * columns, (row + 1) * columns), placeOfRow(row, width, height));
  }
  return result;
}

/** The reverse of `layered`, of a texture's first layers. */
export function unlayered(values: Float32Array, rows: number, columns: number): Float32Array {
  const [width, height] = [blocksOf(columns), blocksOf(rows)];
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = placeOfRow(row, width, height);
    result.set(values.subarray(from, from + columns), row * columns);
  }
  return result;
}

const placeOfRow = (row: number, width: number, height: number): number =>
  ((row % BLOCK) * height + Math.floor(row / BLOCK)) * width * BLOCK;
