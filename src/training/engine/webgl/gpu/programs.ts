import { yieldToEventLoop } from '../../../lib/yield-to-event-loop.ts';
import type { PrepareProgress } from '../../operations.ts';
import { LAYERS } from './texture-pool.ts';

/** One triangle that covers the target; there is nothing to upload for it. */
const vertexSource = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3. : -1., gl_VertexID == 2 ? 3. : -1., 0., 1.);
}`;

/** What a program computes: from which inputs, a matrix of which shape, by which code. */
export interface KernelCode {
  /** For people. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly shape: readonly [rows: number, columns: number];
  readonly code: string;
  readonly helpers?: string;
}

const layers = Array.from({ length: LAYERS }, (_, layer) => layer);

/**
 * The source of a program. In its code `at` is the block that it makes (row, column, counted in blocks) and `result` what it
 * must set: a matrix in whose columns, as GLSL has them, lie the rows of the block. `block(X, row, column)` is a block of the
 * input X, and `line(X, row, column, i)` row i of it.
 */
const sourceOf = ({ code, helpers = '', inputs, name, shape }: KernelCode): string => `#version 300 es
// ${name} [${shape}]
precision highp float;
precision highp int;
precision highp sampler2DArray;
${inputs.map((name) => `uniform sampler2DArray ${name};`).join('\n')}
${layers.map((layer) => `layout(location = ${layer}) out vec4 layer${layer};`).join('\n')}
#define line(name, row, column, i) texelFetch(name, ivec3(column, row, i), 0)
#define block(name, row, column) mat4(${layers.map((layer) => `line(name, row, column, ${layer})`).join(', ')})
${helpers}
void main() {
  ivec2 at = ivec2(gl_FragCoord.yx);
  mat4 result = mat4(0.);
  ${code}
  ${layers.map((layer) => `layer${layer} = result[${layer}];`).join('\n  ')}
}`;

/** A compiled program; whether it can be used is known only once it is asked for, since compiling goes on by itself. */
export class Program {
  readonly #gl: WebGL2RenderingContext;
  readonly #inputs: readonly string[];
  readonly #program: WebGLProgram;
  readonly #fragment: WebGLShader;
  #isReady = false;
  #users = 0;

  constructor(gl: WebGL2RenderingContext, vertex: WebGLShader, inputs: readonly string[], source: string) {
    this.#gl = gl;
    this.#inputs = inputs;
    this.#fragment = compileShader(gl, gl.FRAGMENT_SHADER, source);
    this.#program = gl.createProgram();
    gl.attachShader(this.#program, vertex);
    gl.attachShader(this.#program, this.#fragment);
    gl.linkProgram(this.#program);
  }

  get isUsed(): boolean {
    return this.#users > 0;
  }

  /** Some networks draw with it from now on, or do so no more. */
  noteUser(isOne: boolean): void {
    this.#users += isOne ? 1 : -1;
  }

  /** Whether it has been asked for. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether asking for it would not wait; always said where the browser cannot tell. */
  isCompiled(parallel: KHR_parallel_shader_compile | null): boolean {
    if (this.#isReady || parallel === null) return true;
    return Boolean(this.#gl.getProgramParameter(this.#program, parallel.COMPLETION_STATUS_KHR));
  }

  /** Puts it in force. Waits until it is compiled. @throws Error when it cannot be compiled: a fault of ours, or a lost GPU */
  use(): void {
    const gl = this.#gl;
    if (!this.#isReady) this.#makeReady();
    gl.useProgram(this.#program);
  }

  #makeReady(): void {
    const [gl, program] = [this.#gl, this.#program];
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      const report = gl.getShaderInfoLog(this.#fragment) || gl.getProgramInfoLog(program);
      throw new Error(`A GPU program could not be compiled: ${report}`);
    }
    gl.useProgram(program);
    for (const [unit, name] of this.#inputs.entries()) {
      gl.uniform1i(gl.getUniformLocation(program, name), unit);
    }
    this.#isReady = true;
  }

  delete(): void {
    this.#gl.deleteProgram(this.#program);
    this.#gl.deleteShader(this.#fragment);
  }
}

/** Every program of a context, each compiled once. */
export class Programs {
  readonly #gl: WebGL2RenderingContext;
  readonly #vertex: WebGLShader;
  readonly #parallel: KHR_parallel_shader_compile | null;
  readonly #bySource = new Map<string, Program>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#vertex = compileShader(gl, gl.VERTEX_SHADER, vertexSource);
    this.#parallel = gl.getExtension('KHR_parallel_shader_compile');
  }

  /** The program with this code; begins to compile it when it is new, and does not wait. */
  get(kernel: KernelCode): Program {
    const source = sourceOf(kernel);
    const known = this.#bySource.get(source);
    if (known !== undefined) {
      // The latest come last.
      this.#bySource.delete(source);
      this.#bySource.set(source, known);
      return known;
    }
    const made = new Program(this.#gl, this.#vertex, kernel.inputs, source);
    this.#bySource.set(source, made);
    return made;
  }

  /** Waits until all are compiled, without holding up the thread where the browser can tell. */
  async finish(onProgress: PrepareProgress): Promise<void> {
    const waiting = new Set([...this.#bySource.values()].filter(({ isReady }) => !isReady));
    const total = waiting.size;
    while (waiting.size > 0) {
      for (const program of waiting) {
        if (!program.isCompiled(this.#parallel)) continue;
        program.use();
        waiting.delete(program);
        // Where the browser cannot tell, using it was the wait.
        if (this.#parallel === null) break;
      }
      onProgress(total - waiting.size, total);
      await yieldToEventLoop();
    }
  }

  /** Deletes the oldest that no network draws with, until there are no more than `most` of them. */
  trim(most: number): void {
    const unused = [...this.#bySource].filter(([, program]) => !program.isUsed);
    for (const [source, program] of unused.slice(0, Math.max(0, this.#bySource.size - most))) {
      program.delete();
      this.#bySource.delete(source);
    }
  }
}

function compileShader(gl: WebGL2RenderingContext, kind: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(kind);
  if (shader === null) throw new Error('The GPU makes no programs any more.');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}
