import { expect, test } from 'vitest';
import { armHistory, toldChanges } from '../../../../src/common/experiment/arm-history.ts';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';

const PLAIN = { bn: false, rate: 1 } as const;
const bn = (step: number, on: boolean, arm = 1): ArmChange => ({ kind: 'bn', step, arm, on });
const rate = (step: number, value: number, arm = 1): ArmChange => ({ kind: 'rate', step, arm, rate: value });

test('an arm that nobody changed is what it was', () => {
  expect(armHistory(PLAIN, 0, [bn(40, true)])).toEqual({ end: PLAIN, words: [] });
});

test('a changed arm tells what it became, and from which step on', () => {
  const changes = [rate(20, 0.7), bn(1040, true), rate(60, 0.5)];
  expect(armHistory(PLAIN, 1, changes)).toEqual({
    end: { bn: true, rate: 0.5 },
    words: ['batch normalization from step 1,040', 'rate 0.5 from step 60'],
  });
  const layer = { bn: true, rate: 1, norm: { kind: 'layer' } } as const;
  expect(armHistory(layer, 1, [bn(40, false), bn(50, true)]).words).toEqual([
    'plain from step 40',
    'layer normalization from step 50',
  ]);
});

test('of many switches only the last is told one by one, and no more than that is kept', () => {
  const many = Array.from({ length: 501 }, (_, step) => bn(step, step % 2 === 0)).concat(
    rate(7, 0.1),
    rate(8, 0.2),
  );
  const { end, words } = armHistory(PLAIN, 1, many);
  expect(end).toEqual({ bn: true, rate: 0.2 });
  expect(words).toEqual([
    'switched several times, batch normalization from step 500',
    'rate 0.2 from step 8',
  ]);
  const kept = toldChanges(many);
  expect(kept).toHaveLength(5);
  expect(armHistory(PLAIN, 1, kept)).toEqual({ end, words });
});
