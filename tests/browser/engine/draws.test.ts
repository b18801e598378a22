import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ArmConfig } from '../../../src/common/experiment/config.ts';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { webGlContext } from '../../../src/training/engine/backends/start-backend.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import type { NetworkShape } from '../../../src/training/engine/network-shape.ts';
import { startWebGl } from '../../checks/start-webgl.ts';
import { tinyBatch, tinyTrainSet } from '../../checks/tiny-problem.ts';
import { atDepth } from '../../depth.ts';

/** For the batch and the output. */
const REST = 12;
/** As many layers as the deep net; how many draws there are does not depend on how wide they are. */
const deep: NetworkShape = { ...PRESETS['deep-mlp'], ...atDepth({ width: 20, batch: 10 }, {}) };
const conv: NetworkShape = { ...deep, kind: 'conv', blocks: 3, channels: 4, batch: 8, activation: 'relu' };

const bn: ArmConfig = { bn: true, rate: 0.1 };
const pair: readonly ArmConfig[] = [bn, { bn: false, rate: 0.1 }];

/** What was drawn in one training step of a network that has warmed up, by name and shape, in order. */
function drawsOfOneStep(shape: NetworkShape, arms: readonly ArmConfig[], seeds = [1]): string[] {
  const network = createNetwork(shape, arms, 'webgl', tinyTrainSet, seeds);
  const { places } = tinyBatch(shape.batch * seeds.length, 1);
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

const told = (drawn: readonly string[]) => `drawn: ${drawn.length}\n${drawn.join('\n')}`;

describe('a training step on WebGL', () => {
  beforeAll(startWebGl);
  afterEach(() => void vi.restoreAllMocks());

  it.each(atDepth([1], [1, 8, 12]))(
    'of ten layers draws 8 a layer with %i pairs of arms, and nothing for the pixels’ gradient',
    (pairs) => {
      const drawn = drawsOfOneStep(deep, Array.from({ length: pairs }, () => pair).flat());
      expect(drawn.length, told(drawn)).toBeLessThanOrEqual(8 * deep.depth + REST);
      expect(drawn.length).toBeGreaterThan(8 * (deep.depth - 1));
      expect(drawn.filter((name) => name.startsWith('gradient of x'))).toHaveLength(deep.depth);
      expect(drawn).not.toContain('?');
    },
  );

  it('of 24 arms, or of 24 over twelve seeds, draws what a step of two arms draws', () => {
    const twelve = Array.from({ length: 12 }, () => pair).flat();
    const named = (drawn: readonly string[]) => drawn.map((name) => name.replace(/ \[.*/, ''));
    const ofTwo = named(drawsOfOneStep(deep, pair));
    expect(named(drawsOfOneStep(deep, twelve))).toEqual(ofTwo);
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    expect(named(drawsOfOneStep(deep, twelve, seeds))).toEqual(ofTwo);
  });

  it.each(atDepth(['momentum', 'adam'] as const, ['momentum', 'nesterov', 'rmsprop', 'adam'] as const))(
    'with %s draws one more a layer: the gradient apart from the weights and what is remembered of them',
    (optimizer) => {
      const plain = drawsOfOneStep(deep, pair);
      const drawn = drawsOfOneStep({ ...deep, optimizer, momentum: 0.9 }, pair);
      expect(drawn.length, told(drawn)).toBe(plain.length + deep.depth + 1);
    },
  );

  it.each([
    ['stride', 11],
    ['pool', 13],
  ] as const)(
    'of convolutions that halve by %s draws %i a block, whatever the optimizer',
    (reduce, budget) => {
      const shape = { ...conv, reduce };
      const drawn = drawsOfOneStep(shape, pair);
      expect(drawn.length, told(drawn)).toBeLessThanOrEqual(budget * conv.blocks + REST);
      expect(drawn.filter((name) => name.startsWith('convolution'))).toHaveLength(conv.blocks);
      const withAdam = drawsOfOneStep({ ...shape, optimizer: 'adam' }, [...pair, bn, bn]);
      // The output layer's gradient.
      expect(withAdam.length, told(withAdam)).toBe(drawn.length + 1);
    },
  );

  it('draws one more a layer for a bias beside normalization, two for normalization by image, and nothing for other switches', () => {
    const drawn = drawsOfOneStep(deep, pair);
    const switched = drawsOfOneStep(deep, [
      ...pair,
      { ...bn, norm: { kind: 'noisy' } },
      { ...bn, norm: { scale: false, through: false, where: 'last' } },
    ]);
    expect(switched.length, told(switched)).toBe(drawn.length);
    const after = drawsOfOneStep(deep, [...pair, { ...bn, norm: { place: 'after' } }]);
    expect(after.length, told(after)).toBe(drawn.length + deep.depth);
    const byImage = drawsOfOneStep(deep, [...pair, { ...bn, norm: { kind: 'layer' } }]);
    expect(byImage.length, told(byImage)).toBe(drawn.length + 3 * deep.depth);
  });
});
