import type { LayerCell } from './layer-cell.ts';

/** A drawn chart: the inside of an `<svg>` of this size, its colours still `var(--ns-...)`. */
export interface ChartSvg {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

/** A curve chart. */
export interface CurvePicture {
  readonly kind: 'curve';
  readonly title: string;
  readonly chart: ChartSvg;
}

/** The layers' cards. */
export interface LayersPicture {
  readonly kind: 'layers';
  readonly title: string;
  readonly subtitle: string;
  /** A chart for each part of a cell. */
  readonly cards: readonly { readonly cell: LayerCell; readonly charts: readonly ChartSvg[] }[];
}

export type Picture = CurvePicture | LayersPicture;

/** A chart at a place in a figure. */
export const nested = ({ width, height, markup }: ChartSvg, x: number, y: number): string =>
  `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${markup}</svg>`;
