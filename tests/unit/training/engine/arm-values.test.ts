import { describe, expect, it } from 'vitest';
import { normOf } from '../../../../src/common/experiment/norm.ts';
import { type ArmNumbers, initialNumbers } from '../../../../src/training/engine/arm-numbers.ts';
import { armOfValues, valuesOfArm } from '../../../../src/training/engine/arm-values.ts';
import { tinyShape } from '../../../checks/tiny-problem.ts';

const SHAPES = [
  ['dense, SGD', tinyShape()],
  ['dense, Adam', tinyShape({ optimizer: 'adam' })],
  ['convolutional, momentum', tinyShape({ kind: 'conv', blocks: 2, channels: 3, optimizer: 'momentum' })],
] as const;
const NORMS = [
  normOf({}),
  normOf({ norm: { parameters: 'activation' } }),
  normOf({ norm: { place: 'after' } }),
];

/** The same arm with a number of its own in every place. */
function numbered(numbers: ArmNumbers): ArmNumbers {
  let next = 0;
  return JSON.parse(JSON.stringify(numbers), (_, value: unknown) => {
    // JSON makes an object of numbered places of every list of numbers.
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const isList = isObject && ('0' in value || Object.keys(value).length === 0);
    return isList ? Float32Array.from(Object.values(value), () => ++next) : value;
  }) as ArmNumbers;
}

describe.each(SHAPES)('the numbers of an arm, %s', (_, shape) => {
  it.each(NORMS)(
    'come back from one list as they were: parameters by $parameters, $place the activation',
    (norm) => {
      const arm = { ...numbered(initialNumbers(shape, norm)), updates: 17, normUpdates: 5 };
      const values = valuesOfArm(arm);
      expect(new Set(values).size).toBe(values.length);
      expect(armOfValues(values, 17, shape, norm, 5)).toEqual(arm);
      // Older checkpoints do not say how old gamma and beta are.
      expect(armOfValues(values, 17, shape, norm).normUpdates).toBe(17);
    },
  );

  it('come back from a list of before they had a bias beside normalization, which is 0 then', () => {
    const norm = normOf({ norm: { kind: 'layer' } });
    const arm = numbered(initialNumbers(shape, norm));
    const withoutBias = {
      ...arm,
      layers: arm.layers.map((own) => {
        const empty = [own.bias, ...own.moments.bias].map(() => new Float32Array(0));
        return { ...own, bias: new Float32Array(0), moments: { ...own.moments, bias: empty.slice(1) } };
      }),
    };
    const layers = arm.layers.map((own) => ({
      ...own,
      bias: own.bias.map(() => 0),
      moments: { ...own.moments, bias: own.moments.bias.map((list) => list.map(() => 0)) },
    }));
    expect(armOfValues(valuesOfArm(withoutBias), 0, shape, norm)).toEqual({ ...arm, layers });
  });

  it.each([-1, 1])('are refused when there are others than such an arm has: %d', (more) => {
    const [norm] = NORMS as [ReturnType<typeof normOf>];
    const { length } = valuesOfArm(initialNumbers(shape, norm));
    expect(() => armOfValues(new Float32Array(length + more), 0, shape, norm)).toThrow(
      `${length + more} numbers were stored of a network that has ${length}.`,
    );
  });
});
