import { formatWhole } from '../../src/common/lib/format.ts';
import { PALETTES } from '../../src/page/export/palette.ts';
import { textMarkup } from '../../src/page/export/svg-text.ts';
import { PANEL, panelMarkup, STATE_COLORS } from './panel.ts';
import { quantities } from './quantities.ts';
import type { SoakReport } from './report.ts';

/** A drawing and its size in pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const { faint, ink, line, soft } = PALETTES.light;
const COLUMNS = 3;
const MARGIN = 32;
const GAP = { x: 24, y: 20 };
const HEAD = 92;
const FOOT = 44;
const NAMES: Readonly<Record<string, string>> = {
  mnist: 'MNIST',
  generated: 'generated digits',
  gaussian: 'Gaussian noise',
};

/** Everything that was watched over time, one plot a quantity. */
export function pictureOf(report: SoakReport): Picture {
  const rows = Math.ceil(quantities.length / COLUMNS);
  const width = 2 * MARGIN + COLUMNS * PANEL.width + (COLUMNS - 1) * GAP.x;
  const height = HEAD + rows * PANEL.height + (rows - 1) * GAP.y + FOOT;
  const panels = quantities.map((quantity, index) => {
    const x = MARGIN + (index % COLUMNS) * (PANEL.width + GAP.x);
    const y = HEAD + Math.floor(index / COLUMNS) * (PANEL.height + GAP.y);
    const verdict = report.verdicts.find(({ key }) => key === quantity.key);
    return verdict === undefined
      ? ''
      : `<g transform="translate(${x} ${y})">${panelMarkup(quantity, verdict, report.samples)}</g>`;
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#f6f7f9"/>`,
    head(report),
    ...panels,
    legend(height - 17),
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

function head({ backend, data, date, done, machine, problems, verdicts, version }: SoakReport): string {
  const minutes = Number(done.minutes.toFixed(1));
  const runs = done.runs === 1 ? 'one run' : `${done.runs} runs`;
  const title = `Normscope, ${minutes} minutes and ${formatWhole(done.steps)} steps on ${backend}`;
  const sub = `${NAMES[data] ?? data}, ${runs} · ${machine.browser} on ${machine.cpu} · version ${version}, ${date.slice(0, 16).replace('T', ' ')} UTC`;
  const bad = verdicts.filter(({ state }) => state === 'growing' || state === 'falling');
  const flat = verdicts.filter(({ state }) => state === 'flat').length;
  const found = [
    ...(bad.length > 0 ? [`Not flat: ${bad.map(({ label }) => label).join(', ')}.`] : []),
    ...problems.slice(0, 1),
  ];
  const unjudged = verdicts.length - flat - bad.length;
  const rest = unjudged === 0 ? '' : ` ${unjudged} could not be judged.`;
  const words =
    found.length > 0 ? found.join(' ') : `All ${flat} quantities that were judged stay flat.${rest}`;
  const color = found.length > 0 ? STATE_COLORS.growing : STATE_COLORS.flat;
  return [
    textMarkup(title, MARGIN, 38, { size: 21, weight: 650, fill: ink }),
    textMarkup(sub, MARGIN, 59, { size: 12.5, fill: soft }),
    textMarkup(words, MARGIN, 79, { size: 12.5, weight: 600, fill: color }),
  ].join('');
}

function legend(y: number): string {
  const text = (words: string, x: number) => textMarkup(words, x, y, { size: 11.5, fill: soft });
  const at = (entry: number) => MARGIN + entry * 236;
  const rule = (x: number, style: string) =>
    `<line x1="${x}" x2="${x + 26}" y1="${y - 4}" y2="${y - 4}" ${style}/>`;
  return [
    `<rect x="${at(0)}" y="${y - 10}" width="26" height="12" fill="${line}"/>`,
    text('warm-up, not judged', at(0) + 34),
    rule(at(1), `stroke="${ink}" stroke-width="1.5"`),
    text('trend (Theil-Sen)', at(1) + 34),
    rule(at(2), `stroke="${STATE_COLORS.growing}" stroke-dasharray="4 3"`),
    text('limit of the trend, or bound', at(2) + 34),
    rule(at(3), `stroke="${faint}" stroke-dasharray="1 3"`),
    text('a new run begins', at(3) + 34),
  ].join('');
}
