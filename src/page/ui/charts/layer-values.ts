import {
  type ArmLayers,
  figuresOf,
  histogramOf,
  type LayerFigures,
  type LayerSnapshot,
  PROBES,
  type Probe,
  type Spread,
} from '../../../common/experiment/layer-snapshot.ts';
import type { Histogram, Range } from '../../../common/lib/histogram.ts';

/** What one arm's histogram in a layer is drawn from. */
export interface LayerValues {
  readonly figures: LayerFigures;
  readonly histogram: Histogram;
  /** Smallest and largest value drawn: twice the same where all are. */
  readonly range: Range;
  /** How many values are exactly 0 as drawn: a heap that would dwarf all others. */
  readonly heap: number;
}

const known = new WeakMap<ArmLayers, (LayerValues | null)[]>();

/** The values of one arm in a layer, kept once they have been read; null where there is nothing to draw. */
export function valuesOf(
  snapshot: LayerSnapshot | null,
  arm: number,
  layer: number,
  probe: Probe,
  spread: Spread,
): LayerValues | null {
  const own = snapshot?.arms[arm];
  if (!own) return null;
  const read = known.get(own) ?? [];
  known.set(own, read);
  const place = (layer * PROBES.length + PROBES.indexOf(probe)) * 2 + Number(spread === 'pooled');
  const kept = read[place];
  if (kept !== undefined) return kept;
  const values = readValues(snapshot, arm, layer, probe, spread);
  read[place] = values;
  return values;
}

function readValues(
  snapshot: LayerSnapshot,
  arm: number,
  layer: number,
  probe: Probe,
  spread: Spread,
): LayerValues | null {
  const figures = figuresOf(snapshot, arm, layer, probe);
  const histogram = histogramOf(snapshot, arm, layer, probe, spread);
  if (figures === null || histogram === null) return null;
  return {
    figures,
    histogram,
    range: rangeOf(figures, histogram, spread),
    heap: spread === 'pooled' ? figures.zeros : (figures.deadUnits * figures.count) / figures.units,
  };
}

/** Where all values are one, the histogram's own range is stretched around it, to hold a bin. */
function rangeOf({ min, max, imageStd }: LayerFigures, histogram: Histogram, spread: Spread): Range {
  if (spread === 'pooled' && min === max) return [min, max];
  if (spread === 'centred' && imageStd === 0) return [0, 0];
  return [histogram.min, histogram.max];
}

/** The range that holds all of them; null for none. */
export function sharedRange(values: readonly (LayerValues | null)[]): Range | null {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of values) {
    if (one === null) continue;
    min = Math.min(min, one.range[0]);
    max = Math.max(max, one.range[1]);
  }
  return min <= max ? [min, max] : null;
}
