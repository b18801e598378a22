import { armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import {
  figuresOf,
  histogramOf,
  type LayerFigures,
  type LayerSnapshot,
  type Probe,
} from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { snapshotAt } from '../../../common/experiment/snapshots.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { finiteRange, openRange, type Range, rebinned } from '../../../common/lib/histogram.ts';
import type { LayerCell, LayerRow } from '../../export/layer-cell.ts';
import { figureText, meanText, wholePercentText } from '../../export/number-text.ts';
import { armNow } from './bn-segments.ts';

export const PROBE_NAMES: Readonly<Record<Probe, string>> = {
  z: 'Before BN',
  y: 'After BN',
  activation: 'Activation',
  gradient: 'Gradient',
  weights: 'Weights',
  update: 'Update',
};

/** One arm's histogram in a layer, ready to draw: heights of equally wide bins, 0 to 1. */
export interface ArmHeights {
  readonly arm: number;
  readonly bn: boolean;
  readonly heights: readonly number[];
  /** True when each unit is constant across images: drawn pale, for such a histogram only looks alive. */
  readonly constant: boolean;
}

/** All that one layer's card shows: its histograms, and the figures below them. */
export interface LayerModel {
  readonly cell: LayerCell;
  /** In the order of the arms; an arm with nothing to show has no heights. */
  readonly histograms: readonly ArmHeights[];
}

/** A spread across images this small against the whole spread is none: each unit is a constant. */
const CONSTANT_BELOW = 1e-3;
/** A share of exact zeros worth a word. */
const ZEROS_FROM = 0.05;
const WORDS_A_LINE = 3;
const DRAWN_BINS = 40;

/**
 * A hidden layer as its card shows it.
 *
 * @param asked what is shown before there is a run
 * @param layer 1 is the layer next to the pixels
 */
export function layerModel(record: RunRecord | null, asked: ExperimentConfig, layer: number): LayerModel {
  const config = record?.config ?? asked;
  const snapshot = snapshotAt(record?.snapshots ?? [], null);
  const arms = config.arms.map(({ bn }, arm) => ({
    arm,
    bn: (record && armNow(record, arm)?.bn) ?? bn,
    divergedAt: record?.arms[arm]?.divergedAt ?? null,
    summary: record?.arms[arm]?.divergedAt == null ? figuresOf(snapshot, arm, layer, 'activation') : null,
    last: record === null ? null : lastSummary(record, arm, layer),
  }));
  const shown = arms.flatMap(({ summary }) => (summary === null ? [] : [summary]));
  const range = openRange(finiteRange([shown.map(({ min }) => min), shown.map(({ max }) => max)]) ?? [0, 1]);
  return {
    cell: {
      title: `Layer ${layer}`,
      units: `${config.width} units`,
      min: shown.length === 0 ? '' : figureText(range[0]),
      max: shown.length === 0 ? '' : figureText(range[1]),
      rows: arms.map(layerRow),
      notes: layerNotes(arms),
    },
    histograms: arms.map(({ arm, bn, summary }) => ({
      arm,
      bn,
      heights: summary === null ? [] : heightsOf(snapshot, arm, layer, range),
      constant: summary !== null && isConstant(summary),
    })),
  };
}

function heightsOf(
  snapshot: LayerSnapshot | null,
  arm: number,
  layer: number,
  range: Range,
): readonly number[] {
  const histogram = histogramOf(snapshot, arm, layer, 'activation', 'pooled');
  if (histogram === null) return [];
  const counts = rebinned(histogram, range, DRAWN_BINS);
  const tallest = Math.max(1, ...counts);
  return Array.from(counts, (count) => count / tallest);
}

/** The newest look at a layer of an arm; for one that has diverged, the look taken when it did. */
const lastSummary = ({ snapshots }: RunRecord, arm: number, layer: number): LayerFigures | null =>
  figuresOf(snapshots.findLast(({ arms }) => arms[arm]) ?? null, arm, layer, 'activation');

interface ArmInLayer {
  readonly arm: number;
  readonly bn: boolean;
  readonly divergedAt: number | null;
  readonly summary: LayerFigures | null;
  readonly last: LayerFigures | null;
}

function layerRow({ arm, bn, divergedAt, summary }: ArmInLayer): LayerRow {
  const base = { letter: armLetter(arm), bn };
  if (summary === null) {
    const mean = divergedAt === null ? '' : `diverged at step ${formatWhole(divergedAt)}`;
    return { ...base, mean, images: '', units: '', imageShare: null, constant: false };
  }
  const { mean, std, imageStd, unitStd } = summary;
  return {
    ...base,
    mean: meanText(mean, std),
    images: figureText(imageStd),
    units: figureText(unitStd),
    imageShare: imageShare(summary),
    constant: isConstant(summary),
  };
}

/** What is out of the ordinary in a layer, in words; arms of which the same is to be said share a note. */
function layerNotes(arms: readonly ArmInLayer[]): LayerCell['notes'] {
  const seen = arms.flatMap(({ arm, summary }) =>
    summary === null ? [] : [{ letter: armLetter(arm), summary }],
  );
  const broken = arms.flatMap(({ arm, last }) => {
    if (last === null || last.nan + last.infinite === 0) return [];
    const text = `${armLetter(arm)}: ${formatWhole(last.nan + last.infinite)} of ${formatWhole(last.count)} values not finite`;
    return [{ text, tone: 'bad' } as const];
  });
  const constant = seen.filter(({ summary }) => isConstant(summary)).map(({ letter }) => letter);
  const zeros = seen
    .filter(({ summary }) => summary.zeros >= ZEROS_FROM * summary.count)
    .map(({ letter, summary }) => `${letter} ${wholePercentText(summary.zeros / summary.count)}`);
  return [
    ...broken,
    ...(constant.length === 0 ? [] : [{ text: constantText(constant), tone: 'warn' } as const]),
    ...linesOf(zeros).map((line, index) => {
      return { text: index === 0 ? `exactly 0: ${line}` : line, tone: 'soft' } as const;
    }),
  ];
}

const constantText = (letters: readonly string[]): string => `${letters.join(', ')}: each unit is constant`;

/** Puts a few words on each line, so that a line fits the narrowest card. */
function linesOf(words: readonly string[]): string[] {
  const lines = Array.from({ length: Math.ceil(words.length / WORDS_A_LINE) }, (_, line) =>
    words.slice(line * WORDS_A_LINE, (line + 1) * WORDS_A_LINE),
  );
  return lines.map((line) => line.join(', '));
}

/** Whether the units hardly answer to the image: what a layer passes on is then the same for every image. */
export const isConstant = ({ imageStd, std }: LayerFigures): boolean => imageStd <= CONSTANT_BELOW * std;

/**
 * Which part of the pooled variance is spread across images; the rest is spread between units, for the two variances
 * add up to the pooled one. Null when there is no variance.
 */
export function imageShare({ imageStd, unitStd }: LayerFigures): number | null {
  const total = imageStd ** 2 + unitStd ** 2;
  return total > 0 && Number.isFinite(total) ? imageStd ** 2 / total : null;
}
