import { describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../../../src/common/experiment/config.ts';
import { formatLink } from '../../../../src/common/experiment/link.ts';
import { PAPER_NORM } from '../../../../src/common/experiment/norm.ts';
import { changesUndone, presetChosen, runStarted } from '../../../../src/page/store/actions.ts';
import {
  armAdded,
  armChanged,
  armKept,
  armLookChanged,
  armNormChanged,
  armRemoved,
  MOST_BY_HAND,
  type NewArm,
} from '../../../../src/page/store/arm-actions.ts';
import type { PageState } from '../../../../src/page/store/page-state.ts';
import {
  listDifferences,
  selectArm,
  selectArmCount,
  selectCanAddArm,
} from '../../../../src/page/store/selectors.ts';
import { pageAt, runOf, training } from '../samples.ts';

const THREE = 'arms=bn:0.1,plain:0.2,bn:0.3';

const words = (state: PageState) =>
  listDifferences(state, state.run, null).map(({ label, from, to }) => `${label}: ${from} → ${to}`);

const rates = ({ asked }: PageState) => asked.arms.map(({ rate }) => rate);

describe('an arm that is added', () => {
  it.each<[NewArm, ArmConfig]>([
    ['bn', { bn: true, rate: 0.5 }],
    ['plain', { bn: false, rate: 0.5 }],
    ['layer', { bn: true, rate: 0.5, norm: { kind: 'layer' } }],
    ['noisy', { bn: true, rate: 0.5, norm: { kind: 'noisy' } }],
    ['rate', { bn: true, rate: 0.13, norm: { place: 'after' } }],
    ['copy', { bn: true, rate: 0.5, norm: { place: 'after' } }],
  ])('is %s at the rate of the last one', (what, expected) => {
    const state = armAdded(pageAt('arms=plain:0.25,bn:0.5:after'), what);
    expect(state.asked.arms[2]).toEqual(expected);
  });

  it('at another rate moves apart from the others', () => {
    expect(pageAt().ratesLinked).toBe(true);
    expect(armAdded(pageAt(), 'copy').ratesLinked).toBe(true);
    expect(armAdded(pageAt(), 'rate').ratesLinked).toBe(false);
    expect(rates(armAdded(pageAt('arms=bn:0.0001'), 'rate'))).toHaveLength(2);
  });

  it('has switches as the last one, but a name and a colour of its own', () => {
    const dressed = armLookChanged(armNormChanged(pageAt(), 1, { epsilon: 0.01 }), 1, {
      name: 'b',
      color: 2,
    });
    expect(armAdded(dressed, 'copy').asked.arms[2]).toEqual({
      bn: false,
      rate: 0.1,
      norm: { epsilon: 0.01 },
    });
  });

  it('is the eighth at most, though a link may bring more', () => {
    let state = pageAt();
    for (let more = 0; more < 10; more++) state = armAdded(state, 'copy');
    expect(state.asked.arms).toHaveLength(MOST_BY_HAND);
    expect(selectCanAddArm(state)).toBe(false);
    const many = pageAt(`arms=${Array(12).fill('bn:0.1').join(',')}`);
    expect(armAdded(many, 'copy')).toBe(many);
  });
});

describe('an arm that is removed', () => {
  it('takes the changes planned for it along, and those of others stay theirs', () => {
    const state = armRemoved(pageAt(`${THREE}&changes=5.A.bn:off,6.B.bn:on,7.C.rate:1`), 1);
    expect(rates(state)).toEqual([0.1, 0.3]);
    expect(formatLink(state.asked)).toContain('changes=5.A.bn:off,7.B.rate:1');
  });

  it('is never the last one', () => {
    const alone = pageAt('arms=bn:0.1');
    expect(armRemoved(alone, 0)).toBe(alone);
  });
});

describe('in a run', () => {
  it('an arm that is removed stays in sight, live, until a new run', () => {
    const state = armRemoved(training(10, THREE), 1);
    expect(selectArmCount(state)).toBe(3);
    expect(selectArm(state, 1)).toMatchObject({ rate: 0.2, live: true, fate: 'leaves' });
    expect(rates(state)).toEqual([0.1, 0.3]);
    expect(words(state)).toEqual(['Arm B: Plain, rate 0.2 → removed', 'Letter: C → B']);
    const next = runStarted(state, 8, 'on');
    expect(selectArmCount(next)).toBe(2);
    expect(words(next)).toEqual([]);
  });

  it('a live change of an arm goes to the arm of that letter, whatever is removed before it', () => {
    const removed = armRemoved(training(10, THREE), 1);
    const state = armChanged(removed, { kind: 'rate', step: 10, arm: 2, rate: 0.7 }, true);
    expect(rates(state)).toEqual([0.1, 0.7]);
    expect(runOf(state).config.arms.map(({ rate }) => rate)).toEqual([0.1, 0.2, 0.7]);
    const ofTheLeaving = armChanged(removed, { kind: 'rate', step: 10, arm: 1, rate: 0.7 }, true);
    expect(rates(ofTheLeaving)).toEqual([0.1, 0.3]);
    expect(selectArm(ofTheLeaving, 1)).toMatchObject({ rate: 0.7, pending: true });
  });

  it('an arm that was to leave can be kept, with the changes planned for it', () => {
    const before = training(1, `${THREE}&changes=500.B.bn:on,600.C.bn:off`);
    const state = armKept(armRemoved(before, 1), 1);
    expect(state.asked).toEqual(before.asked);
    expect(words(state)).toEqual([]);
  });

  it('an arm that is added joins with a new run, and can be edited till then', () => {
    const added = armAdded(training(), 'copy');
    const state = armChanged(added, { kind: 'bn', step: 10, arm: 2, on: true }, false);
    expect(selectArm(state, 2)).toMatchObject({ bn: true, live: false, fate: 'joins' });
    expect(runOf(state).armsTouched).toBe(false);
    expect(words(state)).toEqual(['Arm C: none → Batch normalization, rate 0.1']);
    expect(selectArmCount(armRemoved(state, 2))).toBe(2);
  });

  it('names and colours are there at once, in the record too, and differ in nothing', () => {
    const state = armLookChanged(training(), 1, { name: 'no BN', color: 3 });
    expect(selectArm(state, 1)).toMatchObject({ name: 'no BN', color: 3 });
    expect(runOf(state).record?.config.arms[1]).toMatchObject({ name: 'no BN', color: 3 });
    expect(words(state)).toEqual([]);
    expect(armLookChanged(state, 1, { name: '', color: null }).asked.arms[1]).toEqual({
      bn: false,
      rate: 0.1,
    });
  });

  it('another preset takes the arms’ places, and undoing puts them back', () => {
    const before = training(10, THREE);
    const state = presetChosen(before, 'too-fast');
    expect(words(state)).toContain('Arm C: Batch normalization, rate 0.3 → removed');
    expect(changesUndone(state).askedKeys).toEqual(before.askedKeys);
    expect(words(changesUndone(state))).toEqual([]);
  });
});

describe('switches of normalization', () => {
  it('say only what is not as in the paper', () => {
    const state = armNormChanged(pageAt(), 0, { kind: 'layer', epsilon: 0.001 });
    expect(state.asked.arms[0]).toEqual({ bn: true, rate: 0.1, norm: { kind: 'layer', epsilon: 0.001 } });
    expect(armNormChanged(state, 0, PAPER_NORM).asked.arms[0]).toEqual({ bn: true, rate: 0.1 });
  });

  it('wait for a new run', () => {
    const state = armNormChanged(training(), 0, { kind: 'layer' });
    expect(selectArm(state, 0).norm).toBeUndefined();
    expect(words(state)).toEqual(['A: Batch normalization → Layer normalization']);
  });

  it('are named one by one where they differ from the run', () => {
    const state = armNormChanged(training(), 0, { centre: false, epsilon: 0.001, place: 'after' });
    expect(words(state)).toEqual([
      'Take off the mean of A: on → off',
      'Epsilon of A: 1e-5 → 0.001',
      'Place of A: Before the activation → After the activation',
    ]);
    expect(words(armNormChanged(training(), 1, { kind: 'noisy' }))).toEqual([
      'Kind of B: Batch → Noisy batch',
    ]);
  });
});
