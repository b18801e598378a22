import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { imageRows, type ReferenceNet, referenceForward, referenceNet } from './reference-net.ts';
import type { Batch } from './tiny-problem.ts';

/** One entry of a network and the slope of the loss along it. */
interface Slope {
  readonly name: string;
  readonly index: number;
  readonly read: (net: ArmNumbers) => ArrayLike<number>;
  readonly slope: number;
}

const STEP = 1e-5;

/** Slopes of the loss by central differences in double precision, for some entries of every weight and parameter. */
export function finiteDifference(
  numbers: ArmNumbers,
  { images, labels }: Batch,
  how: { activation: Activation; bn: boolean },
): Slope[] {
  const net = referenceNet(numbers);
  const rows = imageRows(images);
  const slopeAt = (entries: Float64Array, index: number): number => {
    const value = entries[index] as number;
    const lossAt = (moved: number) => {
      entries[index] = moved;
      return referenceForward(net, rows, labels, how).loss;
    };
    const slope = (lossAt(value + STEP) - lossAt(value - STEP)) / (2 * STEP);
    entries[index] = value;
    return slope;
  };
  return places(net, how.bn).map(({ entries, column, ...place }) => ({
    ...place,
    slope: slopeAt(entries, column),
  }));
}

function places(net: ReferenceNet, bn: boolean) {
  const ofLayers = net.layers.flatMap((layer, at) => {
    const units = layer.gamma.length;
    const rows = at === 0 ? [31, 402] : [0, units - 1];
    const weights = rows.map((row, column) => ({
      name: `layer ${at + 1} w[${row}][${column}]`,
      index: row * units + column,
      column,
      entries: layer.w[row] as Float64Array,
      read: (numbers: ArmNumbers) => numbers.layers[at]?.w ?? [],
    }));
    const parameters = (bn ? (['gamma', 'beta'] as const) : (['beta'] as const)).map((key) => ({
      name: `layer ${at + 1} ${key}[2]`,
      index: 2,
      column: 2,
      entries: layer[key],
      read: (numbers: ArmNumbers) => numbers.layers[at]?.[key] ?? [],
    }));
    return [...weights, ...parameters];
  });
  const output = {
    name: 'output w[4][3]',
    index: 4 * 10 + 3,
    column: 3,
    entries: net.output.w[4] as Float64Array,
    read: (numbers: ArmNumbers) => numbers.output.w,
  };
  const bias = {
    name: 'output bias[7]',
    index: 7,
    column: 7,
    entries: net.output.bias,
    read: (numbers: ArmNumbers) => numbers.output.bias,
  };
  return [...ofLayers, output, bias];
}
