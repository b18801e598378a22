import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { Activation } from '../../src/training/engine/operations.ts';

/**
 * The network of one arm in double precision, written as the formulas stand in Ioffe & Szegedy 2015 (Algorithm 1, its
 * backward pass in section 3, and Algorithm 2), with loops and without any library. Slow and plain: what the engine is held to.
 */
export type Rows = readonly Float64Array[];

export interface ReferenceLayer {
  /** [in][out]. */
  w: Rows;
  gamma: Float64Array;
  beta: Float64Array;
  mean: Float64Array;
  variance: Float64Array;
}

export interface ReferenceNet {
  layers: ReferenceLayer[];
  output: { w: Rows; bias: Float64Array };
}

const EPSILON = 1e-5;
const MOMENTUM = 0.1;

export const rowsOf = (values: ArrayLike<number>, columns: number): Rows =>
  Array.from({ length: values.length / columns }, (_, row) =>
    Float64Array.from({ length: columns }, (_unused, column) => values[row * columns + column] as number),
  );

const num = (list: Float64Array | undefined, index: number): number => list?.[index] as number;
const cell = (rows: Rows, row: number, column: number): number => rows[row]?.[column] as number;
const build = (rows: number, columns: number, value: (row: number, column: number) => number): Rows =>
  Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: columns }, (_u, column) => value(row, column)),
  );
const columnsOf = (rows: Rows): number => rows[0]?.length ?? 0;
const sumOver = (count: number, term: (index: number) => number): number => {
  let total = 0;
  for (let index = 0; index < count; index++) total += term(index);
  return total;
};

export const product = (a: Rows, b: Rows): Rows =>
  build(a.length, columnsOf(b), (i, j) => sumOver(b.length, (k) => cell(a, i, k) * cell(b, k, j)));
const turned = (a: Rows): Rows => build(columnsOf(a), a.length, (i, j) => cell(a, j, i));

const forwardOf: Record<Activation, (y: number) => number> = {
  sigmoid: (y) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
  relu: (y) => Math.max(0, y),
  linear: (y) => y,
};
const slopeOf: Record<Activation, (y: number) => number> = {
  sigmoid: (y) => forwardOf.sigmoid(y) * (1 - forwardOf.sigmoid(y)),
  tanh: (y) => 1 - Math.tanh(y) ** 2,
  relu: (y) => (y > 0 ? 1 : 0),
  linear: () => 1,
};

/** The engine's numbers of an arm, as a reference network. */
export function referenceNet({ layers, output }: ArmNumbers): ReferenceNet {
  const double = (list: Float32Array) => Float64Array.from(list);
  return {
    layers: layers.map(({ w, gamma, beta, mean, variance }) => ({
      w: rowsOf(w, gamma.length),
      gamma: double(gamma),
      beta: double(beta),
      mean: double(mean),
      variance: double(variance),
    })),
    output: { w: rowsOf(output.w, CLASSES), bias: double(output.bias) },
  };
}

export const imageRows = (images: ArrayLike<number>): Rows => rowsOf(images, PIXELS);

interface Pass {
  x: Rows;
  xhat: Rows;
  y: Rows;
  h: Rows;
  mean: Float64Array;
  variance: Float64Array;
}

function layerForward(
  layer: ReferenceLayer,
  x: Rows,
  activation: Activation,
  bn: boolean,
  running: boolean,
): Pass {
  const z = product(x, layer.w);
  const [m, units] = [z.length, layer.gamma.length];
  const mean = running
    ? layer.mean
    : Float64Array.from({ length: units }, (_, u) => sumOver(m, (r) => cell(z, r, u)) / m);
  const variance = running
    ? layer.variance
    : Float64Array.from(
        { length: units },
        (_, u) => sumOver(m, (r) => (cell(z, r, u) - num(mean, u)) ** 2) / m,
      );
  const xhat = bn
    ? build(m, units, (r, u) => (cell(z, r, u) - num(mean, u)) / Math.sqrt(num(variance, u) + EPSILON))
    : z;
  const y = build(m, units, (r, u) => num(layer.gamma, u) * cell(xhat, r, u) + num(layer.beta, u));
  return { x, xhat, y, h: build(m, units, (r, u) => forwardOf[activation](cell(y, r, u))), mean, variance };
}

/** A forward pass, by the batch's statistics or by the running ones. */
export function referenceForward(
  net: ReferenceNet,
  images: Rows,
  labels: ArrayLike<number>,
  { activation, bn, running = false }: { activation: Activation; bn: boolean; running?: boolean },
) {
  const passes: Pass[] = [];
  let x = images;
  for (const layer of net.layers) {
    const pass = layerForward(layer, x, activation, bn, running);
    passes.push(pass);
    x = pass.h;
  }
  const z = product(x, net.output.w);
  const probability = z.map((row) => {
    const logits = Array.from(row, (value, k) => value + num(net.output.bias, k));
    const total = sumOver(CLASSES, (k) => Math.exp(logits[k] as number));
    return Float64Array.from(logits, (value) => Math.exp(value) / total);
  });
  const best = probability.map((row) => row.indexOf(Math.max(...row)));
  const m = images.length;
  return {
    passes,
    probability,
    loss: -sumOver(m, (r) => Math.log(cell(probability, r, labels[r] as number))) / m,
    accuracy: sumOver(m, (r) => (best[r] === labels[r] ? 1 : 0)) / m,
  };
}

/** One step of gradient descent; gradients by the formulas of the paper. Changes nothing: gives the network after it. */
export function referenceStep(
  net: ReferenceNet,
  images: Rows,
  labels: ArrayLike<number>,
  { activation, bn, rate }: { activation: Activation; bn: boolean; rate: number },
): ReferenceNet {
  const { passes, probability } = referenceForward(net, images, labels, { activation, bn });
  const m = images.length;
  const dlogits = build(m, CLASSES, (r, k) => (cell(probability, r, k) - (labels[r] === k ? 1 : 0)) / m);
  const lessGradient = (w: Rows, gradient: Rows) =>
    build(w.length, columnsOf(w), (i, j) => cell(w, i, j) - rate * cell(gradient, i, j));
  const lastH = passes.at(-1)?.h ?? images;
  const output = {
    w: lessGradient(net.output.w, product(turned(lastH), dlogits)),
    bias: net.output.bias.map((value, k) => value - rate * sumOver(m, (r) => cell(dlogits, r, k))),
  };
  let dh = product(dlogits, turned(net.output.w));
  const layers: ReferenceLayer[] = [];
  for (let index = net.layers.length - 1; index >= 0; index--) {
    const layer = net.layers[index] as ReferenceLayer;
    const { x, xhat, y, mean, variance } = passes[index] as Pass;
    const units = layer.gamma.length;
    const dy = build(m, units, (r, u) => cell(dh, r, u) * slopeOf[activation](cell(y, r, u)));
    const dbeta = Float64Array.from({ length: units }, (_, u) => sumOver(m, (r) => cell(dy, r, u)));
    const dgamma = Float64Array.from({ length: units }, (_, u) =>
      sumOver(m, (r) => cell(dy, r, u) * cell(xhat, r, u)),
    );
    const dz = bn
      ? build(m, units, (r, u) => {
          const inner = cell(dy, r, u) - (num(dbeta, u) + cell(xhat, r, u) * num(dgamma, u)) / m;
          return (num(layer.gamma, u) / Math.sqrt(num(variance, u) + EPSILON)) * inner;
        })
      : dy;
    dh = product(dz, turned(layer.w));
    const towards = (old: Float64Array, batch: Float64Array, factor: number) =>
      bn ? old.map((value, u) => (1 - MOMENTUM) * value + MOMENTUM * factor * num(batch, u)) : old;
    layers.unshift({
      w: lessGradient(layer.w, product(turned(x), dz)),
      gamma: bn ? layer.gamma.map((value, u) => value - rate * num(dgamma, u)) : layer.gamma,
      beta: layer.beta.map((value, u) => value - rate * num(dbeta, u)),
      mean: towards(layer.mean, mean, 1),
      variance: towards(layer.variance, variance, m / (m - 1)),
    });
  }
  return { layers, output };
}
