import type { Scheme } from '../../../export/palette.ts';
import type { ChartSvg } from '../../../export/picture.ts';
import { escapeXml } from '../../../export/svg-text.ts';
import { stepPlace, type TimePlot } from '../layer-time.ts';
import { paintStrip } from '../paint-strip.ts';
import { stripHeight, stripsHeight, stripTexts, stripTop } from '../strip-layout.ts';

/** The strips of a layer's card for a picture: their pixels travel inside the markup. */
export function stripsChart(
  plot: TimePlot | null,
  step: number | null,
  width: number,
  scheme: Scheme,
): ChartSvg {
  if (plot === null) return { width, height: 0, markup: '' };
  const { strips, steps } = plot;
  const each = stripHeight(strips.length);
  const canvas = document.createElement('canvas');
  const images = strips.map((strip, index) => {
    const y = stripTop(index, strips.length);
    paintStrip(canvas, strip, scheme);
    return (
      `<rect y="${y}" width="${width}" height="${each}" fill="var(--ns-hair)"/>` +
      `<image y="${y}" width="${width}" height="${each}" preserveAspectRatio="none" image-rendering="pixelated" href="${canvas.toDataURL()}"/>`
    );
  });
  const place = step === null ? null : stepPlace(step, steps);
  const end = stripTop(strips.length - 1, strips.length) + each;
  const mark =
    place === null
      ? ''
      : `<path d="M${(place * (width - 2) + 1).toFixed(1)} 0V${end}" stroke="var(--ns-ink)"/>`;
  const texts = stripTexts(plot, width).map(
    ({ text, x, y, anchor, tone, weight }) =>
      `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="10" font-weight="${weight}" fill="var(--ns-${tone})" ` +
      `stroke="var(--ns-card)" stroke-width="2.5" paint-order="stroke">${escapeXml(text)}</text>`,
  );
  return {
    width,
    height: stripsHeight(strips.length),
    markup: images.join('') + mark + texts.join(''),
  };
}
