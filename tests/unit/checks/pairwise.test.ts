import { describe, expect, it } from 'vitest';
import { pairsOf, pairwise, product } from '../../checks/pairwise.ts';
import {
  ALL_SWITCH_CASES,
  FACTORS,
  makesSense,
  PAIRS,
  SWITCH_CASES,
  type Switches,
} from '../../checks/switch-cases.ts';

describe('a pairwise set', () => {
  it('has every pair of values in few choices', () => {
    const factors = { a: [0, 1, 2], b: [0, 1], c: ['x', 'y'], d: [true, false] };
    const chosen = pairwise(factors, () => true);
    const pairs = (choices: typeof chosen) => new Set(choices.flatMap((one) => pairsOf(factors, one)));
    expect(pairs(chosen).size).toBe(3 * 2 * 3 + 2 * 2 * 3);
    expect(pairs(chosen)).toEqual(pairs(product(factors, () => true)));
    expect(chosen.length).toBeLessThanOrEqual(8);
  });

  it('has no choice that makes no sense, and no pair for its sake', () => {
    const factors = { a: [0, 1], b: [0, 1], c: [0, 1] };
    const chosen = pairwise(factors, ({ a, b }) => a + b < 2);
    expect(chosen.some(({ a, b }) => a === 1 && b === 1)).toBe(false);
    expect(new Set(chosen.flatMap((one) => pairsOf(factors, one))).size).toBe(11);
  });
});

describe('the switches that every backend is checked with', () => {
  const all = product(FACTORS, makesSense);
  const names = Object.keys(FACTORS) as (keyof Switches)[];

  it.each(names)('pair every %s with every other switch, where the two make sense', (name) => {
    const others = names.filter((other) => other !== name);
    const told = (choices: readonly Switches[]) => {
      const pairs = choices.flatMap((own) =>
        others.map((other) => `${name} ${own[name]} with ${other} ${own[other]}`),
      );
      return [...new Set(pairs)].sort();
    };
    expect(told(PAIRS)).toEqual(told(all));
  });

  it('come without normalization as well, with each kind of layer and each activation', () => {
    const off = SWITCH_CASES.filter(({ bn }) => !bn).map(({ name }) => name.split(', '));
    expect(new Set(off.map(([layer]) => layer))).toEqual(new Set(FACTORS.layer));
    expect(new Set(off.map(([, activation]) => activation))).toEqual(new Set(FACTORS.activation));
  });

  it('leave out only what has nothing to act on', () => {
    const possible = names.flatMap((one, place) =>
      names.slice(place + 1).map((other) => FACTORS[one].length * FACTORS[other].length),
    );
    const pairs = new Set(PAIRS.flatMap((own) => pairsOf(FACTORS, own)));
    // Gammas of activations in dense nets or not learned, an epsilon where nothing is scaled, running statistics of layer norm.
    expect(possible.reduce((sum, count) => sum + count, 0) - pairs.size).toBe(4);
  });

  it('are few, and all with all in the full run', () => {
    expect(PAIRS.length).toBeLessThanOrEqual(20);
    expect(ALL_SWITCH_CASES.length).toBe(672);
    expect(new Set(ALL_SWITCH_CASES.map(({ name }) => name)).size).toBe(ALL_SWITCH_CASES.length);
  });
});
