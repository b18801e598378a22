import { interpolateMagma, interpolateViridis } from 'd3-scale-chromatic';
import { armLetter } from '../../../common/experiment/arms.ts';
import { type ExperimentConfig, hiddenLayers } from '../../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Range } from '../../../common/lib/histogram.ts';
import { figureText, wholePercentText } from '../../export/number-text.ts';
import { type ArmLook, armLookAt } from './bn-segments.ts';
import { type ColorScale, createRamp, type Ramp } from './color-scale.ts';
import { depthColumn, isShare, type Quantity } from './depth-columns.ts';
import { createGrowingRange, decadesAround } from './growing-range.ts';
import { type StepSpan, stepSpan } from './heat-steps.ts';

/** How many arms are shown when none are chosen. */
export const FEW_ARMS = 2;

/** One heat map: a quantity of one arm. */
export interface DepthMap {
  readonly arm: number;
  readonly look: ArmLook;
  readonly divergedAt: number | null;
  /** [snapshots][layers]. */
  readonly figures: readonly (Float64Array | null)[];
}

/** A quantity in all arms shown, in one scale of colours. */
export interface DepthRow {
  readonly quantity: Quantity;
  readonly title: string;
  /** What to look for. */
  readonly hint: string;
  readonly scale: ColorScale;
  readonly ramp: Ramp;
  readonly maps: readonly DepthMap[];
}

/** All that the depth profile draws. */
export interface DepthModel {
  readonly steps: readonly number[];
  readonly span: StepSpan;
  readonly stepsDone: number;
  readonly layers: number;
  readonly rows: readonly DepthRow[];
  /** Whether some cell of the part that is trained has no figure. */
  readonly hasGaps: boolean;
}

const TITLES: Readonly<Record<Quantity, string>> = {
  spread: 'Spread of z across images',
  gradient: 'Norm of the gradient',
  saturated: 'Saturated activations',
  dead: 'Dead units',
};

const HINTS: Readonly<Record<Quantity, string>> = {
  spread: 'Dark: the layer answers all images alike.',
  gradient: 'Dark: next to nothing reaches the layer, and it does not learn.',
  saturated: 'Bright: activations so close to their bounds that they hardly let a gradient through.',
  dead: 'Bright: units that are 0 for every image, and get no gradient.',
};

const VIRIDIS = createRamp(interpolateViridis);
const MAGMA = createRamp(interpolateMagma);

/** Which quantities say something of nets with an activation. */
export const quantitiesOf = (activation: ExperimentConfig['activation']): readonly Quantity[] => {
  if (activation === 'linear') return ['spread', 'gradient'];
  return ['spread', 'gradient', activation === 'relu' ? 'dead' : 'saturated'];
};

/** A figure in words; "none" where there is no number. */
export const depthText = (quantity: Quantity, figure: number): string =>
  isShare(quantity) && Number.isFinite(figure) ? percentText(figure) : figureText(figure);

const percentText = (share: number): string =>
  share > 0 && share < 0.1 ? `${(100 * share).toFixed(1)}\u202f%` : wholePercentText(share);

type Modeller = (
  record: RunRecord,
  snapshots: readonly LayerSnapshot[],
  range: readonly [number, number] | null,
  arms: readonly number[],
) => DepthModel;

/** Makes a function from a run to its depth profile. Keep one: it remembers what it has read, and keeps colour scales steady. */
export function createDepthModeller(): Modeller {
  const ranges = {
    spread: createGrowingRange('spread'),
    gradient: createGrowingRange('gradient'),
    saturated: createGrowingRange('saturated'),
    dead: createGrowingRange('dead'),
  };
  return (record, snapshots, range, arms) => {
    const { config, step: stepsDone } = record;
    const span = stepSpan(snapshots, stepsDone, config.steps, range);
    const rows = quantitiesOf(config.activation).map((quantity) => ({
      quantity,
      title: TITLES[quantity],
      hint: HINTS[quantity],
      scale: scaleOf(quantity, ranges[quantity](record.snapshots, arms)),
      ramp: isShare(quantity) ? MAGMA : VIRIDIS,
      maps: arms.map((arm) => ({
        arm,
        look: armLookAt(record, arm, snapshots.at(-1)?.step ?? 0),
        divergedAt: record.arms[arm]?.divergedAt ?? null,
        figures: snapshots.map((snapshot) => depthColumn(snapshot, arm)?.[quantity] ?? null),
      })),
    }));
    return {
      steps: snapshots.map(({ step }) => step),
      span,
      stepsDone: Math.min(stepsDone, span.end - 1),
      layers: snapshots[0]?.layers ?? hiddenLayers(config),
      rows,
      hasGaps: rows.some(({ maps }) => maps.some(({ figures }) => figures.some(isIncomplete))),
    };
  };
}

const isIncomplete = (figures: Float64Array | null): boolean =>
  figures === null || figures.some((figure) => !Number.isFinite(figure));

/** Powers of ten that a scale spans at least. */
const DECADES = 2;
/** A scale has so many equal parts at most, with a figure at each end of each: it reaches down as far as that takes. */
const LABELS = 4;
/** Where a scale of shares ends: at the first that holds all shares seen so far. */
const TOPS = [0.1, 0.2, 0.5, 1];

function scaleOf(quantity: Quantity, range: Range | null): ColorScale {
  if (isShare(quantity)) {
    const top = TOPS.find((one) => (range?.[1] ?? 0) <= one) ?? 1;
    return { kind: 'linear', domain: [0, top], ticks: [0, top / 2, top] };
  }
  const [min, max] = decadesAround(range ?? [0.1, 1], DECADES);
  const decades = Math.round(Math.log10(max / min));
  const stride = Math.ceil(decades / LABELS);
  const labels = Math.ceil(decades / stride);
  const top = Math.round(Math.log10(max));
  const ticks = Array.from({ length: labels + 1 }, (_, index) =>
    Number(`1e${top - stride * (labels - index)}`),
  );
  return { kind: 'log', domain: [ticks[0] ?? min, max], ticks };
}

/** A map in words: "A, spread of z across images". */
export const mapName = ({ title }: DepthRow, { arm }: DepthMap): string =>
  `${armLetter(arm)}, ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
