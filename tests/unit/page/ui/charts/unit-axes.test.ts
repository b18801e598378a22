import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitStepAxis } from '../../../../../src/page/ui/charts/unit-axes.ts';
import type { StageModel } from '../../../../../src/page/ui/charts/unit-model.ts';

const stage = (first: number, last: number): StageModel => ({
  stage: 'z',
  lines: [],
  ends: [],
  steps: [first, last],
  values: { scale: 'linear', domain: [0, 1], ticks: [0, 1] },
});

test('the axis of steps has both ends and rising whole steps between, with room for each label', () => {
  const step = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(step, step, fc.integer({ min: 120, max: 900 }), (one, other, width) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      const { domain, ticks } = unitStepAxis(stage(first, last), width);
      expect(domain).toEqual([first, Math.max(last, first + 1)]);
      expect([ticks[0], ticks.at(-1)]).toEqual([...domain]);
      for (const [index, tick] of ticks.entries()) {
        expect(Number.isInteger(tick)).toBe(true);
        if (index > 0)
          expect(((tick - (ticks[index - 1] ?? 0)) / (domain[1] - domain[0])) * width).toBeGreaterThan(30);
      }
    }),
  );
});
