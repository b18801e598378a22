import { describe, expect, it } from 'vitest';
import { axisRange, ticksBetween } from '../../../../scripts/soak/axis.ts';
import { pictureOf } from '../../../../scripts/soak/picture.ts';
import { quantities } from '../../../../scripts/soak/quantities.ts';
import type { SoakReport } from '../../../../scripts/soak/report.ts';
import type { Sample } from '../../../../scripts/soak/sample.ts';
import { judgeSoak } from '../../../../scripts/soak/verdict.ts';
import { fixtureSamples } from './samples.ts';

function report(samples: readonly Sample[], patch: Partial<SoakReport> = {}): SoakReport {
  const last = samples.at(-1);
  return {
    version: '0.1.0',
    date: '2026-01-02T03:04:05.678Z',
    command: 'npm run soak',
    link: 'preset=deep-mlp',
    data: 'mnist',
    backend: 'WebAssembly',
    machine: { cpu: '2 x <CPU>', memoryGb: 8, system: 'linux x64', node: '20', browser: 'chromium 1' },
    wanted: { minutes: 30, steps: 100_000 },
    done: { minutes: 30.04, steps: 144_000, runs: last?.run ?? 0 },
    problems: [],
    verdicts: judgeSoak(samples, 2),
    samples,
    ...patch,
  };
}

const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

describe('the picture of a soak', () => {
  const { height, svg, width } = pictureOf(report(fixtureSamples(30)));

  it('has a title with minutes, steps and backend, and says on what machine', () => {
    expect(svg).toContain('Normscope, 30 minutes and 144,000 steps on WebAssembly');
    expect(svg).toContain(
      'MNIST, one run · chromium 1 on 2 x &lt;CPU&gt; · version 0.1.0, 2026-01-02 03:04 UTC',
    );
    expect(svg).toContain(`All ${quantities.length} quantities that were judged stay flat.`);
  });

  it('has every quantity with its unit, its axes and its verdict', () => {
    for (const { label } of quantities) expect(svg).toContain(`>${label}</text>`);
    const named = (unit: string) => quantities.filter((quantity) => quantity.unit === unit).length;
    for (const unit of ['MB', 'ms', 'steps/s']) expect(count(svg, `>${unit}</text>`)).toBe(named(unit));
    expect(count(svg, '>number</text>')).toBe(named(''));
    expect(count(svg, '>minutes</text>')).toBe(quantities.length);
    expect(count(svg, '>30</text>')).toBeGreaterThanOrEqual(quantities.length);
    expect(count(svg, '>flat</text>')).toBe(quantities.length);
  });

  it('has a point a sample, all of them inside', () => {
    const places = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
    expect(places).toHaveLength(quantities.length * 361);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    for (const [, x, y] of places) {
      expect(Number(x)).toBeLessThan(width);
      expect(Number(y)).toBeLessThan(height);
    }
  });

  it('names what grows, and what went wrong', () => {
    const leak = fixtureSamples(30, (minute) => ({ tensors: 210 + 5 * Math.round(minute) }));
    const bad = pictureOf(report(leak, { problems: ['The page complained: no.'] })).svg;
    expect(bad).toContain('Not flat: Tensors on the device. The page complained: no.');
    expect(count(bad, '>GROWS</text>')).toBe(1);
  });

  it('leaves a plot empty that has no values, and says why', () => {
    const none = pictureOf(report(fixtureSamples(30, () => ({ tensors: null })))).svg;
    expect(none).toContain('Not measured: the page does not tell it');
    expect(count(none, '>number</text>')).toBe(0);
    expect(none).toContain('1 could not be judged.');
  });

  it('draws what there is of a soak that ended at once', () => {
    const few = pictureOf(
      report(fixtureSamples(1).slice(0, 1), { problems: ['It was stopped by hand.'] }),
    ).svg;
    expect(few).not.toMatch(/NaN|Infinity/);
    expect(pictureOf(report([])).svg).not.toMatch(/NaN|Infinity/);
  });

  it('marks where a new run begins', () => {
    const two = fixtureSamples(30, (minute) => ({ run: minute < 20 ? 1 : 2 }));
    expect(count(pictureOf(report(two)).svg, 'stroke-dasharray="1 3"')).toBe(quantities.length + 1);
  });
});

describe('an axis', () => {
  it('has round ticks within its range', () => {
    expect(ticksBetween(0, 30, 6)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(ticksBetween(14.1, 20.2, 4)).toEqual([16, 18, 20]);
    expect(ticksBetween(0.02, 0.11, 4)).toEqual([0.05, 0.1]);
  });

  it('begins at 0 where values differ much, and does not blow up noise', () => {
    expect(axisRange([0, 0])).toEqual([0, 1]);
    expect(axisRange([10, 50])[0]).toBe(0);
    const [low, high] = axisRange([100, 100.01]);
    expect(high - low).toBeGreaterThan(2);
    expect(low).toBeLessThan(100);
    expect(high).toBeGreaterThan(100.01);
  });
});
