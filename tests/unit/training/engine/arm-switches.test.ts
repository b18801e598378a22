import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { armSwitches } from '../../../../src/training/engine/arm-switches.ts';
import type { NetworkShape } from '../../../../src/training/engine/network-shape.ts';

const plain = { bn: false, rate: 0.4 };
const normed = { bn: true, rate: 0.1 };
const switchesOf = (patch: Partial<NetworkShape> = {}, arms = [normed, plain]) =>
  armSwitches({ ...PRESETS['deep-mlp'], ...patch }, arms);
type Switches = ReturnType<typeof switchesOf>;

/** Whether the device has to be told in each of some steps. */
const told = (switches: Switches, steps: number) =>
  Array.from({ length: steps }, () => {
    const changed = switches.news() !== null;
    switches.noteStep();
    return changed;
  });

it('the device is told once of what stays as it is', () => {
  expect(told(switchesOf(), 4)).toEqual([true, false, false, false]);
});

it('the device is told what was set by hand, and that an arm is fresh no longer', () => {
  const switches = switchesOf();
  told(switches, 2);
  switches.set(1, { rate: 0.2 });
  expect(told(switches, 2)).toEqual([true, false]);
  switches.set(1, { bn: true, fresh: true });
  expect(switches.of(1)).toMatchObject({ bn: true, fresh: true });
  expect(told(switches, 3)).toEqual([true, true, false]);
  switches.set(0, { frozen: true });
  expect(told(switches, 2)).toEqual([true, false]);
});

it('Adam and noise want to know which update it is', () => {
  expect(told(switchesOf({ optimizer: 'adam' }), 3)).toEqual([true, true, true]);
  const noisy = { ...normed, norm: { kind: 'noisy' as const } };
  expect(told(switchesOf({}, [noisy, plain]), 3)).toEqual([true, true, true]);
});

it('a schedule changes the rates while it has something to say', () => {
  const switches = switchesOf({ warmup: 2, dropEvery: 4, dropFactor: 0.5 });
  const rates = Array.from({ length: 9 }, () => {
    const [, own] = switches.inForce();
    switches.noteStep();
    return own?.rate;
  });
  expect(rates).toEqual([0.2, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.1]);
  expect(told(switchesOf({ warmup: 2, dropEvery: 4 }), 6)).toEqual([true, true, false, false, true, false]);
});

it('an arm counts its own updates, and none when it stands still', () => {
  const switches = switchesOf();
  told(switches, 2);
  switches.set(0, { frozen: true });
  told(switches, 3);
  expect([switches.of(0).updates, switches.of(1).updates]).toEqual([2, 5]);
  switches.set(1, { updates: 40 });
  expect(switches.inForce().map(({ update }) => update)).toEqual([3, 41]);
});
