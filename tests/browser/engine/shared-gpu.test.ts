import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { webGlContext } from '../../../src/training/engine/backends/start-backend.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import { gpuOf } from '../../../src/training/engine/webgl/gpu/gpu-of.ts';
import { startWebGl } from '../../checks/start-webgl.ts';
import { tinyBatch, tinySet, tinyShape, tinyTrainSet } from '../../checks/tiny-problem.ts';

const arms = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
];
const constant = (value: number) => ({
  name: `constant ${value}`,
  inputs: [],
  shape: [4, 4] as const,
  code: `result = mat4(${value}.);`,
});

describe('what networks of one GPU share', () => {
  beforeAll(startWebGl);
  afterEach(() => void vi.restoreAllMocks());

  it('programs of networks that live stay, however many others come and go', async () => {
    const gl = webGlContext();
    const [living, passing] = [gpuOf(gl), gpuOf(gl)];
    const kernel = living.kernel(constant(7));
    living.free(living.scope(() => ({ made: kernel() })));
    passing.scope(() => ({
      made: Array.from({ length: 160 }, (_, value) => passing.kernel(constant(value + 10))()),
    }));
    const links = vi.spyOn(gl, 'linkProgram');
    const deletes = vi.spyOn(gl, 'deleteProgram');
    passing.dispose();
    expect(deletes).toHaveBeenCalled();
    const { made } = living.scope(() => ({ made: living.kernel(constant(7))() }));
    expect(links).not.toHaveBeenCalled();
    expect((await living.read([made]))[0]?.[0]).toBe(7);
    living.free(made);
    living.dispose();
  });

  it('a set to be tested on is uploaded once, and networks are restored without a program for each', async () => {
    const gl = webGlContext();
    const network = createNetwork(tinyShape(), arms, 'webgl', tinyTrainSet);
    network.step(tinyBatch(11, 0).places, false);
    const set = tinySet(30, 8);
    const scores = await network.evaluate(set, async () => true);
    const uploads = vi.spyOn(gl, 'texStorage3D');
    const before = network.memory().tensors;
    expect(await network.evaluate(set, async () => true)).toEqual(scores);
    expect(uploads.mock.calls.filter(([, , format]) => format === gl.RGBA8)).toEqual([]);
    expect(network.memory().tensors).toBe(before);
    const numbers = await network.readArms();
    const links = vi.spyOn(gl, 'linkProgram');
    network.restoreArms(
      numbers.map((own) => ({ numbers: own, switches: { bn: true, rate: 0.1, frozen: false } })),
    );
    expect(links).not.toHaveBeenCalled();
    expect(await network.readArms()).toEqual(numbers);
    network.dispose();
  });
});
