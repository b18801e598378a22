import { describe, expect, it } from 'vitest';
import type { LayerSnapshot } from '../../../../../src/common/experiment/layer-snapshot.ts';
import {
  firstStep,
  nextStep,
  placeOfStep,
  placesOf,
  rangeOf,
} from '../../../../../src/page/ui/charts/time-steps.ts';

const looks = (steps: readonly number[]): LayerSnapshot[] =>
  steps.map((step) => ({
    step,
    layers: 0,
    images: 0,
    units: new Uint16Array(0),
    arms: [],
    landmark: false,
  }));
const few = looks([0, 10, 20, 30]);

describe('the time bar', () => {
  it('stands at the look at or before a step, and at the newest when none is chosen', () => {
    expect([null, 0, 15, 20, 99].map((step) => placeOfStep(few, step))).toEqual([3, 0, 1, 2, 3]);
    expect(placeOfStep([], 5)).toBe(0);
  });

  it('plays from look to look, and ends at the last', () => {
    expect([0, 10, 25].map((step) => nextStep(few, step))).toEqual([10, 20, 30]);
    expect(nextStep(few, 30)).toBeNull();
    expect(nextStep(few, null)).toBeNull();
    expect(nextStep([], null)).toBeNull();
  });

  it('begins to play where it stands, and from the start when it stands at the end', () => {
    expect(firstStep(few, 20)).toBe(20);
    expect(firstStep(few, 30)).toBe(0);
    expect(firstStep(few, null)).toBe(0);
  });

  it('plays a long run in 160 pictures at most, the last among them', () => {
    const many = looks(Array.from({ length: 600 }, (_, index) => index));
    const shown = [0];
    for (let step = nextStep(many, 0); step !== null; step = nextStep(many, step)) shown.push(step);
    expect(shown.length).toBeLessThanOrEqual(160);
    expect(shown.at(-1)).toBe(599);
  });

  it('takes the whole run for no range, so that it grows with it', () => {
    expect(rangeOf(few, [0, 3])).toBeNull();
    expect(rangeOf(few, [1, 3])).toEqual([10, 30]);
    expect(placesOf(few, null)).toEqual([0, 3]);
    expect(placesOf(few, [10, 20])).toEqual([1, 2]);
    expect(placesOf(few, [12, 25])).toEqual([2, 2]);
    expect(placesOf([], [1, 2])).toEqual([0, 0]);
  });
});
