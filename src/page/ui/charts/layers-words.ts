import type { Probe, Spread } from '../../../common/experiment/layer-snapshot.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { LayerCell, LayerPart } from '../../export/layer-cell.ts';
import { axisWords } from './axis-text.ts';
import { isOfWeights, PROBE_NAMES, probeWords, spreadName } from './layer-probes.ts';
import { type LayersLook, probesOf } from './layers-look.ts';

const NOTHING_YET = 'Press Start: every layer’s values will be drawn here, arm over arm.';

/**
 * What the cards show: which values, of which batch, seen at which step.
 *
 * @param lastStep of the newest card, where not all show the same step
 */
export function lookWords(look: LayersLook, lastStep = look.snapshot?.step ?? 0): string {
  const { snapshot, view } = look;
  if (snapshot === null) return NOTHING_YET;
  const what = probesOf(view)
    .map((probe) => probeWords(probe, view.spread))
    .join('. Beside: ');
  return `${what}. ${batchWords(look, lastStep)}`;
}

function batchWords({ run, snapshot, view }: LayersLook, lastStep: number): string {
  if (snapshot === null) return '';
  const { batch } = run.config;
  const when =
    snapshot.step < lastStep
      ? `Seen on the training batches at steps ${formatWhole(snapshot.step)} to ${formatWhole(lastStep)}, layer after layer`
      : snapshot.step === 0
        ? 'Seen before the first training step'
        : `Seen on the training batch at step ${formatWhole(snapshot.step)}`;
  if (probesOf(view).every(isOfWeights)) return `${when}.`;
  if (run.config.kind === 'conv') {
    return `${when}, its first images at all places: each card says how many of ${formatWhole(batch)}.`;
  }
  const images =
    snapshot.images < batch
      ? `its first ${formatWhole(snapshot.images)} of ${formatWhole(batch)} images`
      : `all ${formatWhole(batch)} images`;
  return `${when}, ${images}.`;
}

/** How to read the plots: what runs along their axes. */
export function axesWords({ view }: Pick<LayersLook, 'view'>): string {
  const log = view.logCounts ? ' on a log scale' : '';
  const range = view.ownRange ? 'each arm over its own range' : 'one range for all arms of a layer';
  switch (view.view) {
    case 'mirror':
      return `Across: value, ${range}. Up and down: count${log}, against the arm’s tallest bin.`;
    case 'overlay':
      return `Across: value, ${range}. Up: count${log}, against the arm’s tallest bin.`;
    default:
      return `Across: training step. Up: value, ${range}. Darker: more of them${log}, against the fullest bin of the step.`;
  }
}

/** A plot for those who cannot see it. */
export function describePart(
  { title }: LayerCell,
  part: LayerPart,
  probe: Probe,
  spread: Spread,
  overSteps: string | null,
): string {
  const what = `${PROBE_NAMES[probe]} histograms of ${title}, ${spreadName(probe, spread).toLowerCase()}`;
  const seen = part.rows.some(({ images }) => images !== '');
  if (!seen && part.rows.every(({ main }) => main === '')) return `${what}: nothing yet`;
  const axes = part.axes.map((axis) => `${axis.letter === null ? '' : `${axis.letter} `}${axisWords(axis)}`);
  const [main] = part.heads;
  const arms = part.rows.map((row) => {
    const named = main === 'norm' && row.images !== '' ? `norm ${row.main}` : row.main;
    const [, , units] = part.heads;
    const within = part.heads[1] === 'within' ? `within ${units}` : 'across images';
    const spreads =
      row.images === '' ? '' : `, spread ${within} ${row.images}, between ${units} ${row.units}`;
    return `${row.letter} (${row.words}) ${named}${spreads}`;
  });
  return [
    overSteps === null ? what : `${what}, ${overSteps}`,
    ...axes,
    ...arms,
    ...part.notes.map(({ text }) => text),
  ].join('; ');
}
