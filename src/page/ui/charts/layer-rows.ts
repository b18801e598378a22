import { armLetter } from '../../../common/experiment/arms.ts';
import {
  isConstant,
  type LayerFigures,
  type Probe,
  type Spread,
} from '../../../common/experiment/layer-snapshot.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { LayerRow } from '../../export/layer-cell.ts';
import { figureText, meanText } from '../../export/number-text.ts';
import { showsNorm } from './layer-probes.ts';
import type { ShownArm } from './layers-look.ts';

/**
 * Which part of the pooled variance is spread across images; the rest is spread between units, for the two variances
 * add up to the pooled one. Null when there is no variance.
 */
export function imageShare({ imageStd, unitStd }: LayerFigures): number | null {
  const largest = Math.max(imageStd, unitStd);
  if (!(largest > 0 && Number.isFinite(largest))) return null;
  // Squares of gradients may be too small for a number to hold.
  const [images, units] = [(imageStd / largest) ** 2, (unitStd / largest) ** 2];
  return images / (images + units);
}

export const divergedText = (step: number): string => `diverged at step ${formatWhole(step)}`;

/** One arm's figures as text. */
export function layerRow(
  { arm, look, divergedAt }: ShownArm,
  figures: LayerFigures | null,
  probe: Probe,
): LayerRow {
  const base = { letter: armLetter(arm), tone: look.tone, words: look.words };
  if (figures === null) {
    const main = divergedAt === null ? '' : divergedText(divergedAt);
    return { ...base, main, images: '', units: '', imageShare: null, constant: false };
  }
  const { mean, std, imageStd, unitStd, norm } = figures;
  return {
    ...base,
    main: showsNorm(probe) ? figureText(norm) : meanText(mean, std),
    images: figureText(imageStd),
    units: figureText(unitStd),
    imageShare: imageShare(figures),
    constant: tellsConstant(probe) && isConstant(figures),
  };
}

/** Weights that are alike say nothing about images. */
export const tellsConstant = (probe: Probe): boolean => probe !== 'weights' && probe !== 'update';

/** Whether a pooled histogram looks alive while each unit is constant across images: it is drawn pale then. */
export const looksAlive = (figures: LayerFigures, probe: Probe, spread: Spread): boolean =>
  spread === 'pooled' && tellsConstant(probe) && isConstant(figures);
