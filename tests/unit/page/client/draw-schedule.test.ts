import { describe, expect, it } from 'vitest';
import { restAfter } from '../../../../src/page/client/draw-schedule.ts';

describe('the rest after drawing', () => {
  it('is none where frames are quick', () => {
    expect([0, 17, 50, 60].map(restAfter)).toEqual([0, 0, 0, 0]);
  });

  it('grows with what frames take, up to two seconds', () => {
    expect(restAfter(160)).toBeCloseTo(200);
    expect(restAfter(560)).toBeCloseTo(1000);
    expect(restAfter(60_000)).toBe(2000);
  });
});
