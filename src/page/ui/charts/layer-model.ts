import type { ArmTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { sideOfLayer, unitsText, unitsWord } from '../../../common/experiment/layer-size.ts';
import {
  figuresOf,
  type LayerFigures,
  type Probe,
  type Spread,
} from '../../../common/experiment/layer-snapshot.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { openRange, type Range } from '../../../common/lib/histogram.ts';
import type { LayerAxis, LayerCell, LayerNote, LayerPart } from '../../export/layer-cell.ts';
import { figureText } from '../../export/number-text.ts';
import { axisText } from './axis-text.ts';
import { type Heights, heightsOver, NO_HEIGHTS } from './layer-bins.ts';
import { layerNotes } from './layer-notes.ts';
import { isOfWeights, PROBE_NAMES, showsNorm } from './layer-probes.ts';
import { layerRow, looksAlive } from './layer-rows.ts';
import { type LayerValues, sharedRange, valuesOf } from './layer-values.ts';
import { type LayersLook, probesOf, type ShownArm } from './layers-look.ts';

/** One arm's histogram in a layer, ready to draw. */
export interface ArmHeights extends Heights {
  readonly arm: number;
  readonly tone: ArmTone;
  /** How far values spread that look like one: "± 7e-7"; null where their shape can be seen. */
  readonly reach: string | null;
  /** Drawn pale: pooled, such a histogram looks alive, while each unit is constant across images. */
  readonly pale: boolean;
}

/** All that one layer's card shows: the texts, and the histograms of each of its parts in the order of the arms. */
export interface LayerModel {
  readonly cell: LayerCell;
  readonly plots: readonly (readonly ArmHeights[])[];
}

/**
 * A hidden layer as its card shows it.
 *
 * @param layer 1 is the layer next to the pixels
 */
export function layerModel(look: LayersLook, layer: number): LayerModel {
  const parts = probesOf(look.view).map((probe) => partModel(look, layer, probe));
  return {
    cell: {
      title: `Layer ${layer}`,
      units: sizeText(look, layer),
      parts: parts.map(({ part }) => part),
    },
    plots: parts.map(({ histograms }) => histograms),
  };
}

function partModel({ run, arms, snapshot, view }: LayersLook, layer: number, probe: Probe) {
  const { spread, ownRange, logCounts } = view;
  const values = arms.map(({ arm }) => valuesOf(snapshot, arm, layer, probe, spread));
  const figures = arms.map(({ arm }) => figuresOf(snapshot, arm, layer, probe));
  const shared = sharedRange(values);
  const range = shared && openRange(shared);
  const ranges = values.map((one) => (ownRange ? one && openRange(one.range) : range));
  const part: LayerPart = {
    name: PROBE_NAMES[probe],
    axes: ownRange ? ownAxes(arms, ranges) : sharedAxis(range),
    heads: [
      showsNorm(probe) ? 'norm' : 'mean ± sd',
      isOfWeights(probe) ? 'within' : 'images',
      unitsWord(run.config),
    ],
    rows: arms.map((shown, index) => layerRow(shown, figures[index] ?? null, probe)),
    notes: [
      ...layerNotes(
        probe,
        arms.map((shown, index) => ({
          shown,
          figures: figures[index] ?? null,
          last: figuresOf(shown.end, shown.arm, layer, probe),
        })),
        unitsWord(run.config),
      ),
      ...placesNote(run.config, layer, probe, figures),
    ],
  };
  const histograms = arms.map(({ arm, look: { tone } }, index): ArmHeights => {
    const [own, over] = [values[index], ranges[index]];
    if (!own || !over) return { arm, tone, ...NO_HEIGHTS, reach: null, pale: false };
    const heights = heightsOver(own, over, logCounts);
    return {
      arm,
      tone,
      ...heights,
      reach: heights.spike === null ? null : reachText(own, spread),
      pale: looksAlive(own.figures, probe, spread),
    };
  });
  return { part, histograms };
}

/** In a convolution a unit's values are those of some images at all places. */
function placesNote(
  config: ExperimentConfig,
  layer: number,
  probe: Probe,
  figures: readonly (LayerFigures | null)[],
): LayerNote[] {
  const seen = figures.find((one) => one !== null);
  if (config.kind !== 'conv' || isOfWeights(probe) || !seen) return [];
  const side = sideOfLayer(config, layer);
  const images = Math.round(seen.count / (seen.units * side ** 2));
  const places = side === 1 ? 'one place' : `all ${side} × ${side} places`;
  return [{ text: `${formatWhole(images)} ${images === 1 ? 'image' : 'images'} at ${places}`, tone: 'soft' }];
}

const reachText = ({ figures, range }: LayerValues, spread: Spread): string =>
  range[0] === range[1]
    ? 'all the same'
    : `± ${figureText(spread === 'pooled' ? figures.std : figures.imageStd)}`;

const sharedAxis = (range: Range | null): LayerAxis[] =>
  range === null ? [] : [{ letter: null, tone: null, ...axisText(range) }];

/** One axis for each arm that has values. */
const ownAxes = (arms: readonly ShownArm[], ranges: readonly (Range | null)[]): LayerAxis[] =>
  arms.flatMap(({ arm, look }, index) => {
    const own = ranges[index];
    return own ? [{ letter: armLetter(arm), tone: look.tone, ...axisText(own) }] : [];
  });

/** How many units a layer has; with weights, how many of them were counted. */
function sizeText({ run, arms, snapshot, view }: LayersLook, layer: number): string {
  const units = unitsText(run.config, layer);
  const probe = probesOf(view).find(isOfWeights);
  if (probe === undefined) return units;
  const counts = arms.flatMap(({ arm }) => figuresOf(snapshot, arm, layer, probe)?.count ?? []);
  return counts.length === 0 ? units : `${formatWhole(Math.max(...counts))} weights`;
}
