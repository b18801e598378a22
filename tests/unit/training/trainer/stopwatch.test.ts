import { describe, expect, it } from 'vitest';
import { Stopwatch } from '../../../../src/training/trainer/stopwatch.ts';

describe('the stopwatch', () => {
  it('knows no speed before there is one', () => {
    expect(new Stopwatch().stepsPerSecond).toBe(0);
  });

  it('tells the speed of late, not that of long ago', () => {
    const watch = new Stopwatch();
    for (let step = 1; step <= 100; step++) watch.addTraining(100, step);
    for (let step = 101; step <= 1100; step++) watch.addTraining(10, step);
    expect(watch.stepsPerSecond).toBeCloseTo(100, 5);
  });

  it('averages over steps that are read in groups, of which one takes the time of all', () => {
    const watch = new Stopwatch();
    for (let step = 1; step <= 80; step++) watch.addTraining(step % 8 === 0 ? 4000 : 0, step);
    expect(watch.stepsPerSecond).toBeCloseTo(2, 1);
  });
});
