import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import { startWebGl } from '../../checks/start-webgl.ts';
import { tinyBatch } from '../../checks/tiny-problem.ts';

const BUDGET = 92;
const shape = PRESETS['deep-mlp'];

/** What was drawn in one training step of a network that has warmed up: a line a program. */
function drawsOfOneStep(arms: number): { draws: number; programs: string[] } {
  const pair = [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ];
  const network = createNetwork(shape, Array.from({ length: arms / 2 }, () => pair).flat(), 'webgl');
  const batch = tinyBatch(shape.batch, 1);
  network.step(batch, false);
  const webgl = backend() as MathBackendWebGL;
  const programs: string[] = [];
  const run = webgl.runWebGLProgram.bind(webgl);
  vi.spyOn(webgl, 'runWebGLProgram').mockImplementation((program: GPGPUProgram, ...rest) => {
    programs.push(
      `${program.constructor.name} ${program.variableNames.join(' ')} -> [${program.outputShape}]`,
    );
    return run(program, ...rest);
  });
  const { gl } = webgl.gpgpu;
  const draw = vi.spyOn(gl, 'drawElements');
  const drawArrays = vi.spyOn(gl, 'drawArrays');
  network.step(batch, false);
  const draws = draw.mock.calls.length + drawArrays.mock.calls.length;
  network.dispose();
  return { draws, programs };
}

describe('a training step of ten layers on WebGL', () => {
  beforeAll(startWebGl);
  afterEach(() => void vi.restoreAllMocks());

  it.each([2, 16, 24])('draws no more than its budget with %i arms', (arms) => {
    const { draws, programs } = drawsOfOneStep(arms);
    expect(programs).toHaveLength(draws);
    expect(draws, programs.join('\n')).toBeLessThanOrEqual(BUDGET);
    expect(draws).toBeGreaterThan(50);
  });
});
