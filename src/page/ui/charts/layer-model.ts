import { armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { LayerSnapshot, LayerSummary } from '../../../common/experiment/metrics.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { LayerCell, LayerRow } from '../../export/layer-cell.ts';
import { figureText, meanText, wholePercentText } from '../../export/number-text.ts';
import { armNow } from './bn-segments.ts';

/** What can be looked at inside a layer. */
export type Probe = LayerSummary['probe'];

export const PROBE_NAMES: Readonly<Record<Probe, string>> = { activation: 'Activation' };

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

/**
 * A hidden layer as its card shows it.
 *
 * @param asked what is shown before there is a run
 * @param layer 1 is the layer next to the pixels
 */
export function layerModel(record: RunRecord | null, asked: ExperimentConfig, layer: number): LayerModel {
  const config = record?.config ?? asked;
  const arms = config.arms.map(({ bn }, arm) => ({
    arm,
    bn: (record && armNow(record, arm)?.bn) ?? bn,
    divergedAt: record?.arms[arm]?.divergedAt ?? null,
    summary: record?.arms[arm]?.divergedAt == null ? (record?.live?.arms[arm]?.[layer - 1] ?? null) : null,
    last: record === null ? null : lastSummary(record, arm, layer),
  }));
  const shown = arms.find(({ summary }) => summary !== null)?.summary?.histogram;
  return {
    cell: {
      title: `Layer ${layer}`,
      units: `${config.width} units`,
      min: shown === undefined ? '' : figureText(shown.min),
      max: shown === undefined ? '' : figureText(shown.max),
      rows: arms.map(layerRow),
      notes: layerNotes(arms),
    },
    histograms: arms.map(({ arm, bn, summary }) => ({
      arm,
      bn,
      heights: summary === null ? [] : binHeights(summary),
      constant: summary !== null && isConstant(summary),
    })),
  };
}

/** The newest look at a layer of an arm; for one that has diverged, the look taken when it did. */
function lastSummary({ live, snapshots }: RunRecord, arm: number, layer: number): LayerSummary | null {
  const holds = ({ arms }: LayerSnapshot) => (arms[arm]?.length ?? 0) > 0;
  const snapshot = live !== null && holds(live) ? live : snapshots.findLast(holds);
  return snapshot?.arms[arm]?.[layer - 1] ?? null;
}

interface ArmInLayer {
  readonly arm: number;
  readonly bn: boolean;
  readonly divergedAt: number | null;
  readonly summary: LayerSummary | null;
  readonly last: LayerSummary | null;
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
    if (last === null || last.nonFinite === 0) return [];
    const text = `${armLetter(arm)}: ${formatWhole(last.nonFinite)} of ${formatWhole(last.count)} values not finite`;
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
export const isConstant = ({ imageStd, std }: LayerSummary): boolean => imageStd <= CONSTANT_BELOW * std;

/**
 * Which part of the pooled variance is spread across images; the rest is spread between units, for the two variances
 * add up to the pooled one. Null when there is no variance.
 */
export function imageShare({ imageStd, unitStd }: LayerSummary): number | null {
  const total = imageStd ** 2 + unitStd ** 2;
  return total > 0 && Number.isFinite(total) ? imageStd ** 2 / total : null;
}

/**
 * Heights of a histogram's bins against the tallest. A heap of exact zeros (ReLU) does not count as the tallest: its bin
 * is cut at the top instead, so that the rest can be seen.
 */
export function binHeights({ histogram, zeros }: LayerSummary): readonly number[] {
  const { min, max, counts } = histogram;
  const zeroBin = Math.min(counts.length - 1, Math.floor((-min / (max - min)) * counts.length));
  let tallest = 1;
  for (const [bin, count] of counts.entries()) {
    tallest = Math.max(tallest, bin === zeroBin ? count - zeros : count);
  }
  return Array.from(counts, (count) => Math.min(1, count / tallest));
}
