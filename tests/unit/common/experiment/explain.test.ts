import { describe, expect, it } from 'vitest';
import { type ExplainedArm, explain } from '../../../../src/common/experiment/explain.ts';
import {
  emptyArmLayers,
  FIGURES,
  type LayerFigures,
  type LayerSnapshot,
  setProbe,
} from '../../../../src/common/experiment/layer-snapshot.ts';
import { judge } from '../../../../src/common/experiment/verdict.ts';
import { formatTimes } from '../../../../src/common/lib/format.ts';
import { fixtureRecord } from '../../../fixtures/record.ts';

/** One layer of one arm; what is not said is in good order. */
interface Layer {
  readonly gradient?: number;
  readonly imageStd?: number;
  readonly saturated?: number;
  readonly deadUnits?: number;
  readonly largest?: number;
}

const GOOD = Object.fromEntries(FIGURES.map((name) => [name, 0])) as unknown as LayerFigures;

function armOf(layers: readonly Layer[]) {
  const own = emptyArmLayers(layers.length, 0);
  for (const [
    index,
    { gradient = 0.1, imageStd = 0.2, saturated = 0, deadUnits = 0, largest = 3 },
  ] of layers.entries()) {
    const none = { pooled: [], centred: [] };
    const figures = { ...GOOD, units: 100, count: 1000 };
    setProbe(own, index + 1, 'activation', { ...figures, imageStd, std: 0.3, saturated, deadUnits }, none);
    setProbe(own, index + 1, 'z', { ...figures, min: -largest, max: 1 }, none);
    setProbe(own, index + 1, 'gradient', { ...figures, norm: gradient }, none);
  }
  return own;
}

const look = (step: number, ...arms: readonly (readonly Layer[] | null)[]): LayerSnapshot => ({
  step,
  layers: arms[0]?.length ?? 0,
  images: 10,
  units: new Uint16Array(0),
  arms: arms.map((layers) => layers && armOf(layers)),
  landmark: false,
});

const bn: ExplainedArm = { arm: 0, name: 'batch normalization', failed: false, divergedAt: null };
const plain: ExplainedArm = { arm: 1, name: 'the plain net', failed: false, divergedAt: null };
const good: readonly Layer[] = [{}, {}, {}];

describe('the reason why', () => {
  it('is the gradient that vanishes and the layers that have collapsed, against the net that learns', () => {
    const dying = [{ gradient: 2e-7 }, { gradient: 1e-4, imageStd: 1e-5 }, { imageStd: 1e-7 }];
    expect(explain([look(100, good, dying)], [bn, { ...plain, failed: true }], true)).toBe(
      'In the plain net, every unit of layers 2 to 3 gives the same answer to every image, and the gradient that reaches layer 1 is 5e5 times smaller than with batch normalization.',
    );
  });

  it('is not what the net that learns shows as well', () => {
    const both = [{ gradient: 1e-6 }, {}, { imageStd: 1e-7 }];
    expect(explain([look(100, both, both)], [bn, { ...plain, failed: true }], true)).toBe('');
  });

  it('is named for whichever arm fails, batch normalization too', () => {
    const flooded = [{ gradient: 500 }, {}, { saturated: 800 }];
    expect(explain([look(100, flooded, good)], [{ ...bn, failed: true }, plain], true)).toBe(
      'With batch normalization, the gradient grows 5,000 times on its way from layer 3 to layer 1, and 80.0\u202f% of the activations in layer 3 are saturated.',
    );
  });

  it('is dead units', () => {
    const dead = [{}, { deadUnits: 97 }, {}];
    expect(explain([look(100, good, dead)], [bn, { ...plain, failed: true }], true)).toBe(
      'In the plain net, 97.0\u202f% of the units in layer 2 are 0 for every image.',
    );
  });

  it('is told of each where both fail', () => {
    const dead = [{}, {}, { deadUnits: 60 }];
    const dying = [{ gradient: 1e-5 }, {}, {}];
    const words = explain(
      [look(100, dead, dying)],
      [bn, plain].map((arm) => ({ ...arm, failed: true })),
      true,
    );
    expect(words).toContain('With batch normalization, 60.0\u202f% of the units in layer 3');
    expect(words).toContain('In the plain net, the gradient that reaches layer 1 is 10,000'.slice(0, 50));
    expect(words).toContain('times smaller than at layer 3.');
  });

  it('is what grew before a loss was no number, told from the looks that were finite', () => {
    const grown = [{ largest: 4e8 }, {}, {}];
    const snapshots = [look(0, good, good), look(40, good, grown), look(41, good, null)];
    expect(explain(snapshots, [bn, { ...plain, failed: true, divergedAt: 41 }], true)).toBe(
      'In the plain net, the largest value before activation grew from 3 at step 0 to 4e8 at step 40, and at step 41 the loss was no number any more.',
    );
    const calm = [look(0, good, good), look(40, good, good), look(41, good, null)];
    expect(explain(calm, [bn, { ...plain, failed: true, divergedAt: 41 }], true)).toBe('');
  });

  it('says so when batch normalization made no difference, and only then', () => {
    const words = explain([look(100, good, good)], [bn, plain], false);
    expect(words).toContain('nothing here needs batch normalization');
    expect(explain([look(100, good, good)], [bn, plain], true)).toBe('');
    const weak = [{ gradient: 1e-4 }, {}, {}];
    expect(explain([look(100, good, weak)], [bn, plain], false)).toBe('');
    const letters = [
      { ...bn, name: 'A' },
      { ...plain, name: 'B' },
    ];
    expect(explain([look(100, good, good)], letters, false)).toBe('');
  });

  it('compares the gradients of two nets that learn differently', () => {
    const weak = [{ gradient: 0.004 }, {}, {}];
    expect(explain([look(100, good, weak)], [bn, plain], true)).toBe(
      'In the plain net, the gradient that reaches layer 1 is now 25 times smaller than with batch normalization.',
    );
  });

  it('is asked of the newest look in which both arms are', () => {
    const dying = [{ gradient: 1e-7 }, {}, {}];
    const snapshots = [look(10, good, dying), look(20, good, null)];
    expect(explain(snapshots, [bn, { ...plain, failed: true }], true)).toContain('e6 times smaller');
  });

  it.each([
    ['there is no look yet', [], [bn, { ...plain, failed: true }]],
    ['one net learns alone', [look(9, good)], [bn]],
    ['there is one layer only', [look(9, [{}], [{ gradient: 1e-9 }])], [bn, { ...plain, failed: true }]],
  ] as const)('is not given where %s', (_, snapshots, arms) => {
    expect(explain(snapshots, arms, true)).toBe('');
  });

  it('is given of one net that fails alone', () => {
    const dying = [{ gradient: 1e-7 }, {}, {}];
    expect(explain([look(9, dying)], [{ ...bn, name: 'A', failed: true }], true)).toContain(
      'In A, the gradient that reaches layer 1 is',
    );
  });
});

describe('the verdict', () => {
  it('explains the deep sigmoid net', () => {
    const { why } = judge(fixtureRecord({ step: 600 }));
    expect(why).toContain('gives the same answer to every image');
    expect(why).toMatch(/the gradient that reaches layer 1 is \de7 times smaller than with batch norm/);
  });

  it('does not explain before anything is settled', () => {
    expect(judge(fixtureRecord({ step: 40 })).why).toBe('');
  });
});

it.each([
  [1.234, '1.2'],
  [47.3, '47'],
  [4321, '4,300'],
  [432_100, '4e5'],
  [9.7e11, '1e12'],
  [Number.POSITIVE_INFINITY, 'infinitely many'],
])('%s times is written as %s', (factor, text) => expect(formatTimes(factor)).toBe(text));
