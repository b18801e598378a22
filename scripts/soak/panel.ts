import { PALETTES } from '../../src/page/export/palette.ts';
import { round, textMarkup } from '../../src/page/export/svg-text.ts';
import { axisRange, ticksBetween } from './axis.ts';
import type { Quantity } from './quantities.ts';
import type { Sample } from './sample.ts';
import type { Point } from './trend.ts';
import type { Verdict } from './verdict.ts';

const { bn, card, faint, hair, ink, line, soft } = PALETTES.light;

/** The size of a quantity's plot with everything around it. */
export const PANEL = { width: 424, height: 252 };
/** The colours of verdicts. */
export const STATE_COLORS = {
  flat: '#1b7f4b',
  growing: PALETTES.light.bad,
  falling: PALETTES.light.bad,
  'not judged': faint,
};

const BOX = { left: 54, right: 410, top: 74, bottom: 214 };
const NAMES = { flat: 'flat', growing: 'GROWS', falling: 'FALLS', 'not judged': 'not judged' };

/** One quantity over time: axes, warm-up, values, trend and limit, and the verdict in words. */
export function panelMarkup(quantity: Quantity, verdict: Verdict, samples: readonly Sample[]): string {
  const points = samples.flatMap((sample) => {
    const y = quantity.of(sample);
    return y === null ? [] : [{ x: sample.atMs / 60_000, y }];
  });
  const head = [
    `<rect width="${PANEL.width}" height="${PANEL.height}" rx="8" fill="${card}" stroke="${line}"/>`,
    textMarkup(quantity.label, 16, 26, { size: 14, weight: 620, fill: ink }),
    textMarkup(NAMES[verdict.state], 410, 26, {
      size: 12,
      weight: 650,
      fill: STATE_COLORS[verdict.state],
      anchor: 'end',
    }),
    textMarkup(verdict.words, 16, 45, { size: 11.5, fill: soft }),
  ].join('');
  return head + (points.length > 0 ? plotMarkup(quantity, verdict, samples, points) : '');
}

function plotMarkup(
  quantity: Quantity,
  verdict: Verdict,
  samples: readonly Sample[],
  points: readonly Point[],
): string {
  const end = Math.max(0.1, (samples.at(-1)?.atMs ?? 0) / 60_000);
  const limit = limitLine(quantity, verdict, end);
  const [low, high] = axisRange([...points.map(({ y }) => y), ...limit.map(({ y }) => y)]);
  const x = (minutes: number) => round(BOX.left + ((BOX.right - BOX.left) * minutes) / end);
  const y = (value: number) => round(BOX.bottom - ((BOX.bottom - BOX.top) * (value - low)) / (high - low));
  const path = (all: readonly Point[]) =>
    all.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
  const warm = x(Math.min(end, verdict.fromMs / 60_000));
  return [
    `<rect x="${BOX.left}" y="${BOX.top}" width="${round(warm - BOX.left)}" height="${BOX.bottom - BOX.top}" fill="${hair}"/>`,
    ...yAxis(quantity, low, high, y),
    ...xAxis(end, x),
    ...newRuns(samples).map(
      (minutes) =>
        `<line x1="${x(minutes)}" x2="${x(minutes)}" y1="${BOX.top}" y2="${BOX.bottom}" stroke="${faint}" stroke-dasharray="1 3"/>`,
    ),
    `<path d="${path(points)}" fill="none" stroke="${bn}" stroke-width="1" stroke-opacity="0.35"/>`,
    ...points.map((point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="1.7" fill="${bn}"/>`),
    `<path d="${path(limit)}" fill="none" stroke="${STATE_COLORS.growing}" stroke-dasharray="4 3"/>`,
    quantity.most === null
      ? `<path d="${path(trendLine(verdict, end))}" fill="none" stroke="${ink}" stroke-width="1.5"/>`
      : '',
  ].join('');
}

/** The trend over the time that was judged. */
function trendLine({ fromMs, trend }: Verdict, end: number): Point[] {
  if (trend === null) return [];
  return [fromMs / 60_000, end].map((x) => ({ x, y: trend.intercept + trend.slope * x * 60_000 }));
}

/** As steep as the trend may be; the bound, where there is one. */
function limitLine({ badWay, most }: Quantity, verdict: Verdict, end: number): Point[] {
  if (most !== null) return [0, end].map((x) => ({ x, y: most }));
  const [from] = trendLine(verdict, end);
  if (from === undefined || verdict.limit === null) return [];
  return [from, { x: end, y: from.y + (badWay === 'up' ? verdict.limit : -verdict.limit) }];
}

const newRuns = (samples: readonly Sample[]): number[] =>
  samples
    .filter(({ run }, index) => run !== (samples[index - 1]?.run ?? run))
    .map(({ atMs }) => atMs / 60_000);

function yAxis({ unit }: Quantity, low: number, high: number, y: (value: number) => number): string[] {
  const ticks = ticksBetween(low, high, 4).map((tick) =>
    [
      `<line x1="${BOX.left}" x2="${BOX.right}" y1="${y(tick)}" y2="${y(tick)}" stroke="${line}"/>`,
      textMarkup(tick.toLocaleString('en-US'), BOX.left - 8, y(tick) + 4, {
        size: 11,
        fill: soft,
        anchor: 'end',
      }),
    ].join(''),
  );
  const name = textMarkup(unit === '' ? 'number' : unit, BOX.left - 8, BOX.top - 10, {
    size: 11,
    fill: faint,
    anchor: 'end',
  });
  return [
    ...ticks,
    `<line x1="${BOX.left}" x2="${BOX.left}" y1="${BOX.top}" y2="${BOX.bottom}" stroke="${faint}"/>`,
    name,
  ];
}

function xAxis(end: number, x: (minutes: number) => number): string[] {
  const ticks = ticksBetween(0, end, 6).map((tick) =>
    [
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${BOX.bottom}" y2="${BOX.bottom + 4}" stroke="${faint}"/>`,
      textMarkup(String(tick), x(tick), BOX.bottom + 20, { size: 11, fill: soft, anchor: 'middle' }),
    ].join(''),
  );
  const name = textMarkup('minutes', BOX.right, BOX.bottom + 33, { size: 11, fill: faint, anchor: 'end' });
  return [
    ...ticks,
    `<line x1="${BOX.left}" x2="${BOX.right}" y1="${BOX.bottom}" y2="${BOX.bottom}" stroke="${faint}"/>`,
    name,
  ];
}
