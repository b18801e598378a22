import { describe, expect, it } from 'vitest';
import { emptyArmLayers, type LayerSnapshot } from '../../../../src/common/experiment/layer-snapshot.ts';
import {
  bytesOfAll,
  mostOf,
  SNAPSHOT_BYTES,
  snapshotAt,
  thinnedTo,
  withSnapshot,
} from '../../../../src/common/experiment/snapshots.ts';

const arm = emptyArmLayers(1, 1);
const at = (step: number, more: Partial<LayerSnapshot> = {}): LayerSnapshot => ({
  step,
  layers: 1,
  images: 1,
  units: Uint16Array.of(0),
  arms: [arm],
  landmark: step === 0,
  ...more,
});
const steps = (snapshots: readonly LayerSnapshot[]) => snapshots.map(({ step }) => step);

describe('the looks that are kept', () => {
  it('are all of them while there is room', () => {
    const list = [0, 1, 2, 30].map((step) => at(step));
    expect(list.reduce<readonly LayerSnapshot[]>(withSnapshot, [])).toEqual(list);
  });

  it('stay within their bound over 100,000 steps, close at first and wider later, the first and the newest among them', () => {
    let kept: readonly LayerSnapshot[] = [];
    for (let step = 0; step <= 100_000; step += 20) kept = withSnapshot(kept, at(step));
    expect(kept.length).toBeLessThanOrEqual(mostOf(at(0)));
    expect(kept.length).toBeGreaterThan(500);
    const list = steps(kept);
    expect([list[0], list.at(-1)]).toEqual([0, 100_000]);
    expect(list.filter((step) => step <= 1000).length).toBeGreaterThan(45);
    const gaps = list.slice(1).map((step, index) => step - (list[index] as number));
    expect(Math.max(...gaps)).toBeLessThan(3000);
  });

  it('take no more bytes than they may, however large each is', () => {
    const large = { arms: Array.from({ length: 32 }, () => emptyArmLayers(20, 8)) };
    let kept: readonly LayerSnapshot[] = [];
    for (let step = 0; step < 200; step++) kept = withSnapshot(kept, at(step, large));
    expect(bytesOfAll(kept)).toBeLessThanOrEqual(SNAPSHOT_BYTES);
    expect(kept.length).toBeGreaterThan(20);
  });

  it('keep landmarks', () => {
    const list = Array.from({ length: 50 }, (_, step) => at(step, { landmark: step === 17 }));
    expect(steps(thinnedTo(list, 5))).toContain(17);
    expect(thinnedTo(list, 5)).toHaveLength(5);
  });

  it('hold a step once: a second look at it, when an arm ends, takes the place of the first', () => {
    const kept = [at(0), at(5), at(5, { landmark: true })].reduce<readonly LayerSnapshot[]>(withSnapshot, []);
    expect(kept.map(({ landmark, step }) => [step, landmark])).toEqual([
      [0, true],
      [5, true],
    ]);
  });
});

describe('the look at a step', () => {
  const list = [at(0), at(10), at(20)];
  it.each([
    [null, 20],
    [0, 0],
    [9, 0],
    [10, 10],
    [1000, 20],
  ])('at %s is that of step %s', (step, found) => expect(snapshotAt(list, step)?.step).toBe(found));

  it('is none where there is none', () => {
    expect(snapshotAt([], null)).toBeNull();
    expect(snapshotAt([], 5)).toBeNull();
  });
});
