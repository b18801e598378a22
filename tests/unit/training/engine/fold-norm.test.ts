import { describe, expect, it } from 'vitest';
import { type Norm, normOf } from '../../../../src/common/experiment/norm.ts';
import { createRng } from '../../../../src/common/lib/rng.ts';
import {
  type ArmNumbers,
  initialNumbers,
  withFreshNorm,
} from '../../../../src/training/engine/arm-numbers.ts';
import { canFold, withoutNorm } from '../../../../src/training/engine/fold-norm.ts';
import type { NetworkShape } from '../../../../src/training/engine/network-shape.ts';
import { type ReferenceArm, referenceForward, referenceNet } from '../../../checks/reference-net.ts';
import { tinyBatch, tinyShape } from '../../../checks/tiny-problem.ts';

const dense = tinyShape({ depth: 2, activation: 'tanh', optimizer: 'adam' });
const conv = tinyShape({ kind: 'conv', blocks: 2, channels: 2, activation: 'tanh', optimizer: 'momentum' });

/** An arm whose numbers are none of the first ones. */
function trainedNumbers(shape: NetworkShape, norm: Norm): ArmNumbers {
  const rng = createRng(5, 'fold');
  const around = (centre: number) => (list: Float32Array) => list.map(() => centre + 0.3 * rng.uniform());
  const moved = (lists: readonly Float32Array[]) => lists.map(around(0.1));
  const numbers = initialNumbers(shape, norm);
  return {
    ...numbers,
    updates: 9,
    normUpdates: 9,
    layers: numbers.layers.map(({ beta, bias, gamma, mean, moments, variance, w }, index) => {
      const has = norm.where === 'all' || index === numbers.layers.length - 1;
      return {
        w,
        bias: around(0.2)(bias),
        gamma: has && norm.affine ? around(0.7)(gamma) : gamma,
        beta: has && !norm.affine ? beta : around(-0.1)(beta),
        mean: has && norm.centre ? around(0.2)(mean) : mean,
        variance: has ? around(0.4)(variance) : variance,
        moments: {
          w: moved(moments.w),
          gamma: moved(moments.gamma),
          beta: moved(moments.beta),
          bias: moved(moments.bias),
        },
      };
    }),
    output: { ...numbers.output, bias: around(0)(numbers.output.bias) },
  };
}

const lossOf = (numbers: ArmNumbers, arm: ReferenceArm) => {
  const { images, labels } = tinyBatch(5, 1);
  return referenceForward(referenceNet(numbers), images, labels, arm, 'running').loss;
};

const cases: readonly (readonly [string, NetworkShape, Partial<Norm>])[] = [
  ['dense', dense, {}],
  ['dense, not scaled', dense, { scale: false }],
  ['dense, not centred, not affine', dense, { centre: false, affine: false, epsilon: 0.1 }],
  ['dense, last layer', dense, { where: 'last' }],
  ['dense, after', dense, { place: 'after' }],
  ['dense, last layer, after', dense, { where: 'last', place: 'after' }],
  ['dense, noisy', dense, { kind: 'noisy' }],
  ['convolutional, not centred', conv, { centre: false }],
  ['convolutional', conv, {}],
  ['pooled, last block', { ...conv, reduce: 'pool' }, { where: 'last', epsilon: 0.1 }],
];

describe('normalization folded away', () => {
  it.each(cases)('leaves the function by running statistics as it was: %s', (_, shape, patch) => {
    const norm = normOf({ norm: patch });
    const numbers = trainedNumbers(shape, norm);
    const plain = withoutNorm(numbers, shape, norm);
    const arm = { shape, norm, rate: 0 };
    expect(lossOf(plain, { ...arm, bn: false })).toBeCloseTo(lossOf(numbers, { ...arm, bn: true }), 5);
    expect(plain.layers.flatMap(({ gamma }) => Array.from(gamma)).every((value) => value === 1)).toBe(true);
    expect(plain.updates).toBe(9);
    expect(plain.normUpdates).toBe(0);
    expect(plain.layers.map(({ moments }) => moments.w)).toEqual(
      numbers.layers.map(({ moments }) => moments.w),
    );
  });

  it.each([
    ['layer norm', dense, { kind: 'layer' }],
    ['a gamma for each activation', conv, { parameters: 'activation' }],
    ['convolutions after their activation', conv, { place: 'after' }],
  ] as const)('cannot be with %s: the layers are taken out', (_, shape, patch) => {
    const norm = normOf({ norm: patch });
    expect(canFold(shape, norm)).toBe(false);
    const numbers = trainedNumbers(shape, norm);
    const plain = withoutNorm(numbers, shape, norm);
    for (const [index, { beta, bias, gamma, w }] of plain.layers.entries()) {
      expect(w).toEqual(numbers.layers[index]?.w);
      expect(new Set(gamma)).toEqual(new Set([1]));
      // A bias beside the normalization stays, as the only one.
      const stays = numbers.layers[index]?.bias ?? [];
      expect(beta).toEqual(stays.length === 0 ? beta.map(() => 0) : stays);
      expect(bias).toEqual(bias.map(() => 0));
      expect(gamma.length).toBe(numbers.layers[index]?.gamma.length);
    }
  });

  it('takes the bias of a plain layer over where normalization does not take it out', () => {
    for (const patch of [{ place: 'after' }, { kind: 'layer' }, { centre: false }] as const) {
      const norm = normOf({ norm: patch });
      const numbers = trainedNumbers(dense, norm);
      const plain = withoutNorm(numbers, dense, norm);
      const fresh = withFreshNorm(plain, dense, norm);
      expect(plain.layers.map(({ bias }) => new Set(bias))).toEqual([new Set([0]), new Set([0])]);
      expect(fresh.layers.map(({ bias }) => bias)).toEqual(plain.layers.map(({ beta }) => beta));
      expect(new Set(fresh.layers[0]?.bias).size).toBeGreaterThan(2);
      for (const { beta, moments } of fresh.layers) {
        expect(new Set(beta)).toEqual(new Set([0]));
        expect(new Set(moments.bias.flatMap((list) => [...list]))).toEqual(new Set([0]));
      }
    }
    // Where it does, there is none.
    const paper = trainedNumbers(dense, normOf({}));
    expect(withFreshNorm(paper, dense, normOf({})).layers.map(({ bias }) => bias.length)).toEqual([0, 0]);
  });

  it('gives way to a fresh one where the arm has one, and there alone', () => {
    const norm = normOf({ norm: { where: 'last' } });
    const numbers = trainedNumbers(dense, norm);
    const { layers } = withFreshNorm(numbers, dense, norm);
    expect(layers[0]).toBe(numbers.layers[0]);
    expect(layers[1]?.w).toBe(numbers.layers[1]?.w);
    expect(layers[1]?.moments.w).toBe(numbers.layers[1]?.moments.w);
    expect([new Set(layers[1]?.gamma), new Set(layers[1]?.beta)]).toEqual([new Set([1]), new Set([0])]);
    expect([new Set(layers[1]?.mean), new Set(layers[1]?.variance)]).toEqual([new Set([0]), new Set([1])]);
    expect(layers[1]?.moments.gamma.map((list) => new Set(list))).toEqual([new Set([0]), new Set([0])]);
  });
});
