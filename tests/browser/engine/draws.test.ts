import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { webGlContext } from '../../../src/training/engine/backends/start-backend.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import { startWebGl } from '../../checks/start-webgl.ts';
import { tinyBatch, tinyTrainSet } from '../../checks/tiny-problem.ts';

/** 8 a hidden layer and 12 for the batch and the output. */
const BUDGET = 92;
const shape = PRESETS['deep-mlp'];

/** What was drawn in one training step of a network that has warmed up, by name and shape, in order. */
function drawsOfOneStep(arms: number): string[] {
  const pair = [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ];
  const all = Array.from({ length: arms / 2 }, () => pair).flat();
  const network = createNetwork(shape, all, 'webgl', tinyTrainSet);
  const { places } = tinyBatch(shape.batch, 1);
  network.step(places, false);
  const gl = webGlContext();
  const drawn: string[] = [];
  const note = () => void drawn.push(nameOfProgram(gl));
  vi.spyOn(gl, 'drawArrays').mockImplementation(note);
  vi.spyOn(gl, 'drawElements').mockImplementation(note);
  network.step(places, false);
  vi.restoreAllMocks();
  network.dispose();
  return drawn;
}

function nameOfProgram(gl: WebGL2RenderingContext): string {
  const program: WebGLProgram = gl.getParameter(gl.CURRENT_PROGRAM);
  const sources = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderSource(shader) ?? '');
  return sources.map((source) => /^\/\/ (.*)$/m.exec(source)?.[1]).find((name) => name !== undefined) ?? '?';
}

describe('a training step of ten layers on WebGL', () => {
  beforeAll(startWebGl);
  afterEach(() => void vi.restoreAllMocks());

  it.each([2, 16, 24])(
    'draws no more than its budget with %i arms, and nothing for the pixels’ gradient',
    (arms) => {
      const drawn = drawsOfOneStep(arms);
      expect(drawn.length, `drawn: ${drawn.length}\n${drawn.join('\n')}`).toBeLessThanOrEqual(BUDGET);
      expect(drawn.length).toBeGreaterThan(8 * (shape.depth - 1));
      expect(drawn.filter((name) => name.startsWith('gradient of x'))).toHaveLength(shape.depth);
      expect(drawn).not.toContain('?');
    },
  );
});
