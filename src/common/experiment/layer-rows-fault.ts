import { isFigure } from './curve-faults.ts';
import { BINS, PROBES } from './layer-snapshot.ts';
import type { LayerRow } from './run-file.ts';
import { MOST_SNAPSHOTS } from './snapshots.ts';

/** Counts of a histogram are 16 bits wide. */
const MOST_COUNT = 2 ** 16 - 1;
/** Edges are written to nine digits, so that narrow bins look uneven by less than this part of them. */
const UNEVEN = 0.25;

/** What the rows must fit. */
interface RunShape {
  readonly layers: number;
  readonly version: number;
  /** Training steps done. */
  readonly steps: number;
}

/** What in the looks inside an arm's layers does not fit together, as the end of a sentence; null where all does. */
export function layerRowsFault(rows: readonly LayerRow[], run: RunShape): string | null {
  const fault = run.version === 1 ? null : orderFault(rows, run);
  if (fault !== null) return fault;
  for (const [index, row] of rows.entries()) {
    const place = `row ${index + 1} of its layers`;
    if (row.layer < 1 || row.layer > run.layers) return `${place} is of a layer that it has not`;
    if (row.step > run.steps) return `${place} comes after the last step`;
    if (!figuresOf(row).every(isFigure)) return `${place} has a figure that is too large`;
    if (!isHistogram(row.edges, row.counts)) return `${place} has edges and counts that do not fit`;
    if (row.centred && !isCentred(row.centred)) return `${place} has a range and counts that do not fit`;
  }
  return null;
}

const figuresOf = ({ centred, edges, ...row }: LayerRow): readonly (number | null | undefined)[] => [
  ...[row.mean, row.std, row.unitStd, row.imageStd, row.p15, row.p50, row.p85, row.min, row.max, row.norm],
  ...[centred?.min, centred?.max, ...edges],
];

/** Looks come in order of step; each has every layer, and of every layer every probe. */
function orderFault(rows: readonly LayerRow[], { layers }: RunShape): string | null {
  const each = layers * PROBES.length;
  if (rows.length % each !== 0) return `its ${rows.length} rows of layers are no whole looks of ${each} each`;
  if (rows.length > each * MOST_SNAPSHOTS)
    return `it has more than ${MOST_SNAPSHOTS} looks inside its layers`;
  for (const [index, row] of rows.entries()) {
    const place = index % each;
    const before = rows[index - 1];
    const fits =
      row.layer === Math.floor(place / PROBES.length) + 1 &&
      row.probe === PROBES[place % PROBES.length] &&
      (before === undefined || (place === 0 ? row.step > before.step : row.step === before.step));
    if (!fits) return `row ${index + 1} of its layers is out of order`;
  }
  return null;
}

const areCounts = (counts: readonly number[]): boolean =>
  counts.length <= BINS && counts.every((count) => count <= MOST_COUNT);

/** Whether there are equal bins with a count each, or none at all. */
function isHistogram(edges: readonly (number | null)[], counts: readonly number[]): boolean {
  if (counts.length === 0) return edges.length === 0;
  const [min = null] = edges;
  const width = rangeOf(min, edges.at(-1) ?? null) / counts.length;
  if (edges.length !== counts.length + 1 || !areCounts(counts) || !(width > 0)) return false;
  const isEven = (edge: number | null, index: number) =>
    edge !== null && Math.abs(edge - ((min ?? 0) + index * width)) <= UNEVEN * width;
  return edges.every(isEven);
}

const isCentred = ({ counts, max, min }: NonNullable<LayerRow['centred']>): boolean =>
  counts.length === 0 || (areCounts(counts) && rangeOf(min, max) > 0);

/** The distance from min to max; 0 where that is no number, or not above 0. */
const rangeOf = (min: number | null, max: number | null): number =>
  min === null || max === null || !(max > min) ? 0 : max - min;
