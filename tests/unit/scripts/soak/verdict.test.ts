import { describe, expect, it } from 'vitest';
import { quantities } from '../../../../scripts/soak/quantities.ts';
import type { Sample } from '../../../../scripts/soak/sample.ts';
import { isFlat, judge, judgeSoak, type Verdict } from '../../../../scripts/soak/verdict.ts';
import { fixtureSamples, noise } from './samples.ts';

const MEGABYTE = 2 ** 20;

function verdictOf(key: string, samples: readonly Sample[]): Verdict {
  const quantity = quantities.find((one) => one.key === key);
  if (quantity === undefined) throw new Error(`There is no ${key}.`);
  return judge(quantity, samples, 2);
}

describe('the verdict on a soak', () => {
  it('is flat for everything where nothing changes', () => {
    const verdicts = judgeSoak(fixtureSamples(30), 2);
    expect(verdicts.map(({ state }) => state)).toEqual(quantities.map(() => 'flat'));
    expect(isFlat(verdicts)).toBe(true);
    expect(verdictOf('tensors', fixtureSamples(30)).words).toMatch(
      /^The same for 24 min; 4.2 more would pass\.$/,
    );
  });

  it.each([
    ['tensors', (minute: number) => ({ tensors: 210 + Math.floor(minute) })],
    ['deviceBytes', (minute: number) => ({ deviceBytes: (50 + 0.1 * minute) * MEGABYTE })],
    ['workerBytes', (minute: number) => ({ workerBytes: (60 + 0.5 * minute) * MEGABYTE })],
    ['heapBytes', (minute: number) => ({ heapBytes: (20 + 0.5 * minute) * MEGABYTE })],
    ['pageBytes', (minute: number) => ({ pageBytes: (90 + minute) * MEGABYTE })],
    ['memoryBytes', (minute: number) => ({ memoryBytes: (150 + 2 * minute) * MEGABYTE })],
    ['residentBytes', (minute: number) => ({ residentBytes: (700 + 10 * minute) * MEGABYTE })],
    ['storeBytes', (minute: number) => ({ storeBytes: 5 * minute * MEGABYTE })],
    ['frameMs', (minute: number) => ({ frameMs: 16.7 + minute })],
    ['frame95Ms', (minute: number) => ({ frame95Ms: 33.3 + 4 * minute })],
  ])('says of %s that it grows, and of nothing else', (key, at) => {
    const bad = judgeSoak(fixtureSamples(30, at), 2).filter(({ state }) => state !== 'flat');
    expect(bad.map((one) => [one.key, one.state])).toEqual([[key, 'growing']]);
    expect(bad[0]?.words).toMatch(/^Up .* in 24 min; .* more would pass\.$/);
    expect(isFlat(bad)).toBe(false);
  });

  it('says of the training speed that it falls, and not that it rises', () => {
    const falls = fixtureSamples(30, (minute) => ({ stepsPerSecond: 80 - 2 * minute }));
    expect(verdictOf('stepsPerSecond', falls)).toMatchObject({ state: 'falling' });
    const rises = fixtureSamples(30, (minute) => ({ stepsPerSecond: 80 + 9 * minute }));
    expect(verdictOf('stepsPerSecond', rises)).toMatchObject({ state: 'flat' });
  });

  it('is flat where there is much noise and no trend', () => {
    const samples = fixtureSamples(3, (_, index) => ({
      frame95Ms: 200 + 150 * noise(index),
      heapBytes: (20 + 8 * noise(index)) * MEGABYTE,
    }));
    expect(verdictOf('frame95Ms', samples).state).toBe('flat');
    expect(verdictOf('heapBytes', samples).state).toBe('flat');
  });

  it('sees a leak through noise', () => {
    const samples = fixtureSamples(30, (minute, index) => ({
      heapBytes: (20 + 0.4 * minute + 2 * noise(index)) * MEGABYTE,
    }));
    expect(verdictOf('heapBytes', samples).state).toBe('growing');
  });

  it('does not count the first fifth, nor less than the first minute', () => {
    const fills = (until: number) => (minute: number) => ({
      workerBytes: (20 + 10 * Math.min(minute, until)) * MEGABYTE,
    });
    expect(verdictOf('workerBytes', fixtureSamples(30, fills(6)))).toMatchObject({
      state: 'flat',
      fromMs: 360_000,
    });
    expect(verdictOf('workerBytes', fixtureSamples(2, fills(1)))).toMatchObject({
      state: 'flat',
      fromMs: 60_000,
    });
    expect(verdictOf('workerBytes', fixtureSamples(30, fills(30))).state).toBe('growing');
  });

  it('lets looks fill to their bound, with what holds them, and not beyond', () => {
    const filling = fixtureSamples(30, (minute) => ({
      looksBytes: Math.min(96, 5 * minute) * MEGABYTE,
      memoryLooksBytes: Math.min(96, 5 * minute) * MEGABYTE,
      pageBytes: (30 + Math.min(96, 5 * minute)) * MEGABYTE,
      memoryBytes: (90 + Math.min(96, 5 * minute)) * MEGABYTE,
      residentBytes: (600 + Math.min(96, 5 * minute)) * MEGABYTE,
      heapBytes: (14 + 0.2 * Math.min(96, 5 * minute)) * MEGABYTE,
    }));
    expect(isFlat(judgeSoak(filling, 2))).toBe(true);
    const over = fixtureSamples(30, (minute) => ({ looksBytes: 5 * minute * MEGABYTE }));
    expect(verdictOf('looksBytes', over)).toMatchObject({
      state: 'growing',
      words: '150\u202fMB at most; its bound is 96\u202fMB.',
    });
  });

  it('says what was not measured, and does not count it', () => {
    const samples = fixtureSamples(30, () => ({ tensors: null, deviceBytes: null, memoryBytes: null }));
    const verdicts = judgeSoak(samples, 2);
    expect(verdicts.filter(({ state }) => state === 'not judged').map(({ key }) => key)).toEqual([
      'tensors',
      'deviceBytes',
      'memoryBytes',
    ]);
    expect(verdicts[0]).toMatchObject({
      words: expect.stringContaining('Not measured: the page'),
      growth: null,
    });
    expect(isFlat(verdicts)).toBe(true);
  });

  it('takes what was measured now and then, and no fewer than six samples', () => {
    const everyMinute = (minute: number) => ({
      memoryBytes: Number.isInteger(minute) ? (150 + 2 * minute) * MEGABYTE : null,
    });
    expect(verdictOf('memoryBytes', fixtureSamples(30, everyMinute)).state).toBe('growing');
    expect(verdictOf('memoryBytes', fixtureSamples(4, everyMinute))).toMatchObject({
      state: 'not judged',
      words: 'Not judged: 4 samples after the warm-up, and 6 are needed.',
    });
  });
});
