import { describe, expect, it } from 'vitest';
import { nextTestStep } from '../../../../src/common/experiment/test-schedule.ts';

const schedule = (every: number, end: number): number[] => {
  const steps: number[] = [];
  for (let step = nextTestStep(0, every); step <= end; step = nextTestStep(step, every)) steps.push(step);
  return steps;
};

describe('the test schedule', () => {
  it('tests often at first, then thins out', () => {
    const steps = schedule(20, 3000);
    expect(steps.slice(0, 3)).toEqual([20, 40, 60]);
    expect(steps.slice(-3)).toEqual([2000, 2400, 2800]);
  });

  it('meets the round steps that results are quoted at', () => {
    const steps = schedule(20, 10_000);
    for (const quoted of [100, 200, 1000, 2000, 10_000]) expect(steps).toContain(quoted);
  });

  it('stays affordable however long the run', () => {
    expect(schedule(20, 1_000_000).length).toBeLessThan(120);
    expect(schedule(1, 1000).length).toBeLessThan(60);
  });

  it('always moves on', () => {
    for (let step = 0; step < 5000; step++) expect(nextTestStep(step, 7)).toBeGreaterThan(step);
  });
});
