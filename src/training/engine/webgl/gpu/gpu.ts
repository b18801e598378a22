import type { DeviceMemory, LabelledImages, PrepareProgress } from '../../operations.ts';
import { eachHeld, type Held, releaseAll } from './held.ts';
import { ImageTexture } from './image-texture.ts';
import { layered, Matrix } from './matrix.ts';
import { type KernelCode, type Program, Programs } from './programs.ts';
import { readMatrices } from './read-back.ts';
import { LAYERS, TexturePool } from './texture-pool.ts';

/** A program for all arms at once; what it computes from which inputs is told where it is made. */
export type Kernel = (...inputs: readonly (Matrix | ImageTexture)[]) => Matrix;

/** Of more programs than this those go that no network draws with any more. */
const MOST_PROGRAMS = 150;

/** What all networks of a context share. */
export interface SharedGpu {
  readonly pool: TexturePool;
  readonly programs: Programs;
  readonly images: Set<ImageTexture>;
}

export const sharedGpu = (gl: WebGL2RenderingContext): SharedGpu => ({
  pool: new TexturePool(gl),
  programs: new Programs(gl),
  images: new Set(),
});

/** Draws in one WebGL context for some networks: makes matrices, runs programs on them, reads them back. */
export class Gpu {
  readonly #gl: WebGL2RenderingContext;
  readonly #pool: TexturePool;
  readonly #programs: Programs;
  readonly #scopes: Held[][] = [];
  readonly #images: Set<ImageTexture>;
  /** Programs that these networks draw with. */
  readonly #used = new Set<Program>();
  #onlyCompiles = false;

  constructor(gl: WebGL2RenderingContext, shared: SharedGpu = sharedGpu(gl)) {
    this.#gl = gl;
    this.#pool = shared.pool;
    this.#programs = shared.programs;
    this.#images = shared.images;
  }

  /** Makes a kernel. Its program begins to compile when it is first run. */
  kernel(kernel: KernelCode): Kernel {
    const gl = this.#gl;
    const [rows, columns] = kernel.shape;
    let program: Program | null = null;
    return (...given) => {
      program ??= this.#use(kernel);
      const result = this.#matrix(rows, columns);
      if (this.#onlyCompiles) return result;
      program.use();
      gl.bindFramebuffer(gl.FRAMEBUFFER, result.target.framebuffer);
      gl.viewport(0, 0, result.target.width, result.target.height);
      for (let unit = 0; unit < given.length; unit++) {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D_ARRAY, (given[unit] as Matrix | ImageTexture).texture);
      }
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      return result;
    };
  }

  /** A matrix of row-major values. */
  upload(values: Float32Array, columns: number): Matrix {
    const gl = this.#gl;
    const matrix = this.#matrix(values.length / columns, columns);
    const { height, texture, width } = matrix.target;
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    const data = layered(values, columns);
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, width, height, LAYERS, gl.RGBA, gl.FLOAT, data);
    return matrix;
  }

  /** A whole set of images. */
  uploadImages(set: LabelledImages): ImageTexture {
    const images = new ImageTexture(this.#gl, set, () => this.#images.delete(images));
    this.#images.add(images);
    return images;
  }

  /** Releases all matrices made inside but those in the result. */
  scope<T extends object>(compute: () => T): T {
    const gl = this.#gl;
    // tfjs draws in this context too, and leaves these as it needs them.
    gl.disable(gl.SCISSOR_TEST);
    gl.bindVertexArray(null);
    const made: Held[] = [];
    this.#scopes.push(made);
    try {
      const result = compute();
      this.#pool.check();
      eachHeld(result, (held) => held.hold());
      return result;
    } finally {
      this.#scopes.pop();
      for (const held of made) held.release();
    }
  }

  free = releaseAll;

  /** Compiles all programs that some work runs, side by side where the driver can. The work draws nothing meanwhile. */
  async compile(work: () => void, onProgress: PrepareProgress): Promise<void> {
    this.#onlyCompiles = true;
    try {
      work();
    } finally {
      this.#onlyCompiles = false;
    }
    await this.#programs.finish(onProgress);
  }

  /**
   * Sends for the values of matrices as they are now, row-major; they may be freed at once, and drawing may go on.
   *
   * @param rows how many rows of each are wanted: its first ones
   */
  async read(
    matrices: readonly Matrix[],
    rows: readonly number[] = matrices.map((matrix) => matrix.rows),
  ): Promise<Float32Array[]> {
    if (this.#onlyCompiles || matrices.length === 0) {
      return matrices.map(({ columns }, index) => new Float32Array((rows[index] ?? 0) * columns));
    }
    return readMatrices(this.#gl, matrices, rows);
  }

  get memory(): DeviceMemory {
    const { bytes, tensors } = this.#pool.memory;
    const ofImages = [...this.#images].reduce((total, images) => total + images.bytes, 0);
    return { tensors: tensors + this.#images.size, bytes: bytes + ofImages };
  }

  /** These networks are gone: gives back what nobody uses any more, but for programs that the next ones may. */
  dispose(): void {
    for (const program of this.#used) program.noteUser(false);
    this.#used.clear();
    this.#pool.trim();
    this.#programs.trim(MOST_PROGRAMS);
  }

  #use(kernel: KernelCode): Program {
    const program = this.#programs.get(kernel);
    if (!this.#used.has(program)) program.noteUser(true);
    this.#used.add(program);
    return program;
  }

  #matrix(rows: number, columns: number): Matrix {
    const matrix = new Matrix(this.#pool, rows, columns);
    this.#scopes.at(-1)?.push(matrix);
    return matrix;
  }
}
