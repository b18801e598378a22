import { expect, test } from 'vitest';
import { readArms } from '../../../../src/common/experiment/arms.ts';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';
import { distinctArms, equalArms } from '../../../../src/common/experiment/equal-arms.ts';

function read(text: string, changes: readonly ArmChange[] = []) {
  const arms = readArms(text);
  if ('error' in arms) throw new Error(arms.error);
  return { arms: arms.value, changes };
}

test('arms are equal whose numbers come out alike, whatever they are called', () => {
  expect(equalArms(read('bn:0.1,plain:0.1,bn:0.1:name-mine,bn:0.1:color-2,plain:0.1:ln'))).toEqual([
    [0, 2, 3],
    [1, 4],
  ]);
  expect(distinctArms(read('bn:0.1,plain:0.1,bn:0.1:name-mine'))).toBe(2);
  expect(equalArms(read('bn:0.1,bn:0.2,ln:0.1,bn:0.1:after'))).toEqual([]);
});

test('changes that are planned make a difference, and a switch that is put on later has its settings', () => {
  const on = (arm: number): ArmChange => ({ kind: 'bn', step: 40, arm, on: true });
  expect(equalArms(read('plain:0.1,plain:0.1', [on(1)]))).toEqual([]);
  expect(equalArms(read('plain:0.1,plain:0.1', [on(0), on(1)]))).toEqual([[0, 1]]);
  expect(equalArms(read('plain:0.1,plain:0.1:ln', [on(0), on(1)]))).toEqual([]);
});
