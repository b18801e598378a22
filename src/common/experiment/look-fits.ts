import { type ExperimentConfig, hiddenLayers } from './config.ts';
import { isFigureOrNone, rises } from './curve-faults.ts';
import { unitsOfLayer } from './layer-size.ts';
import {
  BINS,
  figuresOf,
  hasItsSize,
  type LayerFigures,
  type LayerSnapshot,
  PROBES,
} from './layer-snapshot.ts';

/** Whether a look inside the layers can be one of a run with these settings: what it says of itself fits, and all of it can be drawn. */
export function lookFits(look: LayerSnapshot, config: ExperimentConfig): boolean {
  const layers = hiddenLayers(config);
  const units = Array.from({ length: layers }, (_, index) => unitsOfLayer(config, index + 1));
  return (
    look.layers === layers &&
    look.arms.length === config.arms.length &&
    look.images >= 1 &&
    look.images <= config.batch &&
    look.units.length <= Math.max(...units) &&
    rises(look.units) &&
    hasItsSize(look) &&
    look.arms.every((_, arm) => units.every((own, index) => layerFits(look, arm, index + 1, own)))
  );
}

const layerFits = (look: LayerSnapshot, arm: number, layer: number, units: number): boolean =>
  PROBES.every((probe) => {
    const figures = figuresOf(look, arm, layer, probe);
    return figures === null || (figures.units === units && figuresFit(figures));
  });

const COUNTS = ['zeros', 'saturated', 'nan', 'infinite', 'deadUnits', 'count'] as const;

const figuresFit = (figures: LayerFigures): boolean =>
  Object.values(figures).every(isFigureOrNone) &&
  COUNTS.every((name) => Number.isInteger(figures[name]) && figures[name] >= 0) &&
  binsFit(figures.pooledBins, figures.pooledMin, figures.pooledMax) &&
  binsFit(figures.centredBins, figures.centredMin, figures.centredMax);

/** Narrower bins than this part of what lies in them are not told apart in single precision. */
const NARROWEST = 2e-8;

function binsFit(bins: number, min: number, max: number): boolean {
  if (bins === 0) return true;
  const width = (max - min) / bins;
  return (
    Number.isInteger(bins) &&
    bins > 0 &&
    bins <= BINS &&
    width > NARROWEST * Math.max(Math.abs(min), Math.abs(max))
  );
}
