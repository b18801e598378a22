import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { giveWay } from '../../lib/yield-to-event-loop.ts';
import type { ArmNumbers, LayerNumbers, Moments } from '../arm-numbers.ts';
import { type LayerShape, layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { NetworkState, Operations } from '../operations.ts';
import { momentsOf } from '../optimizers.ts';
import { type HostForm, PARAMETER_ROWS, PARAMETERS, pick } from './host-form.ts';
import { turnValues, valuesOf } from './host-memory.ts';
import { disposeAll, scope } from './scope.ts';
import type { Stack } from './stack.ts';

type State = NetworkState<HostForm>;
type Ops = Operations<HostForm>;
const KEYS = Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[];

/** Row-major weights [in, out] and what the optimizer remembers of them as a tensor [(1 + moments) * out, in]. */
function weightRows({ fanIn, units }: LayerShape, lists: readonly Float32Array[]): Tensor2D {
  const values = new Float32Array(lists.length * fanIn * units);
  for (const [index, list] of lists.entries()) {
    turnValues(list, values.subarray(index * fanIn * units, (index + 1) * fanIn * units), fanIn, units);
  }
  return tensor2d(values, [lists.length * units, fanIn]);
}

/** W as a tensor [out, in]. */
export const turnedWeights = (layer: LayerShape, w: Float32Array): Tensor2D => weightRows(layer, [w]);

function parameterRows({ moments, ...own }: LayerNumbers): Tensor2D {
  const count = own.gamma.length;
  const remembered = moments.gamma.flatMap((gamma, moment) => [gamma, moments.beta[moment] as Float32Array]);
  const rows = new Float32Array((PARAMETER_ROWS + remembered.length) * count);
  for (const key of KEYS) rows.set(own[key], PARAMETERS[key] * count);
  for (const [row, list] of remembered.entries()) rows.set(list, (PARAMETER_ROWS + row) * count);
  return tensor2d(rows, [rows.length / count, count]);
}

function rowsOf(lists: readonly Float32Array[]): Tensor2D {
  const columns = (lists[0] as Float32Array).length;
  const rows = new Float32Array(lists.length * columns);
  for (const [row, list] of lists.entries()) rows.set(list, row * columns);
  return tensor2d(rows, [lists.length, columns]);
}

/** Where the arms' numbers lie, and how they come there and back. */
export function stateOf(shape: NetworkShape) {
  const layers = layerShapes(shape);
  const output = layers.at(-1) as LayerShape;
  const moments = momentsOf(shape.optimizer);

  /** Builds a state by saying what each stack of it is made of. */
  const build = (
    stack: (make: (numbers: ArmNumbers) => Tensor2D | null, own: (state: State) => Stack) => Stack,
  ): State => ({
    layers: layers.slice(0, -1).map((layer, index) => {
      const numbersOf = ({ layers }: ArmNumbers) => layers[index] as LayerNumbers;
      const stacksOf = ({ layers }: State) => layers[index] as State['layers'][number];
      return {
        w: stack(
          (numbers) => weightRows(layer, [numbersOf(numbers).w, ...numbersOf(numbers).moments.w]),
          (state) => stacksOf(state).w,
        ),
        bias: stack(
          (numbers) => {
            const { bias, moments } = numbersOf(numbers);
            return bias.length === 0 ? null : rowsOf([bias, ...moments.bias]);
          },
          (state) => stacksOf(state).bias ?? [],
        ),
        parameters: stack(
          (numbers) => parameterRows(numbersOf(numbers)),
          (state) => stacksOf(state).parameters,
        ),
      };
    }),
    output: {
      w: stack(
        ({ output: own }) => weightRows(output, [own.w, ...own.moments.w]),
        (state) => state.output.w,
      ),
      bias: stack(
        ({ output: own }) => rowsOf([own.bias, ...own.moments.bias]),
        (state) => state.output.bias,
      ),
    },
  });

  const createState: Ops['createState'] = (arms) => build((make) => arms.map(make));

  const writeArm: Ops['writeArm'] = (state, arm, numbers) =>
    build((make, own) =>
      own(state).map((tensor, index) => (index === arm ? make(numbers) : (tensor?.clone() ?? null))),
    );

  const emptyRows = () => Array.from({ length: 1 + moments }, () => new Float32Array(0));

  /** W and its moments, each [in, out]. */
  const weightsOf = ({ fanIn, units }: LayerShape, stack: Stack, arm: number): Float32Array[] => {
    const all = valuesOf(pick(stack, arm));
    return Array.from({ length: 1 + moments }, (_, part) => {
      const values = new Float32Array(fanIn * units);
      turnValues(all.subarray(part * values.length, (part + 1) * values.length), values, units, fanIn);
      return values;
    });
  };

  /** One arm's numbers, copied. */
  function numbersOf(state: State, arm: number): ArmNumbers {
    const [w, ...wMoments] = weightsOf(output, state.output.w, arm);
    const bias = rowLists(pick(state.output.bias, arm));
    return {
      layers: layers.slice(0, -1).map((layer, index) => {
        const stacks = state.layers[index] as State['layers'][number];
        const [own, ...ownMoments] = weightsOf(layer, stacks.w, arm);
        const rows = rowLists(pick(stacks.parameters, arm));
        const biasRows = stacks.bias?.[arm] ?? null;
        const [bias, ...biasMoments] = biasRows === null ? emptyRows() : rowLists(biasRows);
        const row = (at: number) => rows[at] as Float32Array;
        const every = (first: number): Moments =>
          Array.from({ length: moments }, (_, at) => row(first + 2 * at));
        return {
          w: own as Float32Array,
          gamma: row(PARAMETERS.gamma),
          beta: row(PARAMETERS.beta),
          bias: bias as Float32Array,
          mean: row(PARAMETERS.mean).slice(0, layer.units),
          variance: row(PARAMETERS.variance).slice(0, layer.units),
          moments: {
            w: ownMoments,
            gamma: every(PARAMETER_ROWS),
            beta: every(PARAMETER_ROWS + 1),
            bias: biasMoments,
          },
        };
      }),
      output: {
        w: w as Float32Array,
        bias: bias[0] as Float32Array,
        moments: { w: wMoments, bias: bias.slice(1) },
      },
      updates: 0,
      normUpdates: 0,
    };
  }

  const readArms: Ops['readArms'] = async (state, wanted) => {
    const kept = scope(() => clonedState(state));
    try {
      const numbers: ArmNumbers[] = [];
      for (const arm of wanted) {
        numbers.push(numbersOf(kept, arm));
        await giveWay();
      }
      return numbers;
    } finally {
      disposeAll(kept);
    }
  };
  return { createState, writeArm, readArms, numbersOf };
}

/** The same state, there for as long as this one is held, whatever becomes of the other. */
export const clonedState = ({ layers, output }: State): State => ({
  layers: layers.map(cloned),
  output: cloned(output),
});

const cloned = <T extends Readonly<Record<string, Stack | null>>>(stacks: T): T =>
  Object.fromEntries(
    Object.entries(stacks).map(([name, stack]) => [name, stack?.map((own) => own?.clone() ?? null) ?? null]),
  ) as unknown as T;

function rowLists(tensor: Tensor2D): Float32Array[] {
  const [rows, columns] = tensor.shape;
  const values = valuesOf(tensor);
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}
