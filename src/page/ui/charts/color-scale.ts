import type { Range } from '../../../common/lib/histogram.ts';

/** From figures to places on a ramp of colours. */
export interface ColorScale {
  readonly kind: 'log' | 'linear';
  readonly domain: Range;
  /** Figures named beside the ramp. */
  readonly ticks: readonly number[];
}

/** Where a figure lies on the ramp, 0 to 1; those beyond the ends lie at the ends, 0 too. Null for what is not finite. */
export function placeOnScale({ kind, domain: [min, max] }: ColorScale, figure: number): number | null {
  if (!Number.isFinite(figure)) return null;
  const place =
    kind === 'linear'
      ? (figure - min) / (max - min)
      : Math.log(Math.max(figure, min) / min) / Math.log(max / min);
  return Math.min(1, Math.max(0, place));
}

/** Colours from little to much, in equal steps to the eye. */
export interface Ramp {
  /** As `#rrggbb`. */
  readonly colors: readonly string[];
  /** The same colours as pixels of an ImageData seen as 32-bit words. */
  readonly pixels: Uint32Array;
}

const COLORS = 256;

/** @param interpolate one of d3-scale-chromatic's that answers with `#rrggbb` */
export function createRamp(interpolate: (place: number) => string): Ramp {
  const colors = Array.from({ length: COLORS }, (_, index) => interpolate(index / (COLORS - 1)));
  const bytes = Uint8Array.from(colors.flatMap((color) => [...channels(color), 255]));
  return { colors, pixels: new Uint32Array(bytes.buffer) };
}

/** The index of a figure's colour; null for what is not finite. */
export function colorIndex(scale: ColorScale, figure: number): number | null {
  const place = placeOnScale(scale, figure);
  return place === null ? null : Math.round(place * (COLORS - 1));
}

const channels = (color: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
