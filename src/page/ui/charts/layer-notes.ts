import { armLetter } from '../../../common/experiment/arms.ts';
import { isConstant, type LayerFigures, type Probe } from '../../../common/experiment/layer-snapshot.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { LayerNote } from '../../export/layer-cell.ts';
import { wholePercentText } from '../../export/number-text.ts';
import { divergedText, tellsConstant } from './layer-rows.ts';
import type { ShownArm } from './layers-look.ts';

const WORDS_A_LINE = 3;

/** One arm in a layer, as notes are made from it. */
export interface ArmSeen {
  readonly shown: ShownArm;
  readonly figures: LayerFigures | null;
  /** The last figures of an arm that has diverged since. */
  readonly last: LayerFigures | null;
}

/** What a card must not drop silently, in words; arms of which the same is to be said share a note. */
export function layerNotes(
  probe: Probe,
  arms: readonly ArmSeen[],
  units: 'units' | 'channels' = 'units',
): readonly LayerNote[] {
  const seen = arms.flatMap(({ shown, figures }) =>
    figures === null ? [] : [{ letter: armLetter(shown.arm), figures }],
  );
  const constant = tellsConstant(probe) ? seen.filter(({ figures }) => isConstant(figures)) : [];
  const shares = (name: 'zeros' | 'saturated') =>
    seen
      .filter(({ figures }) => figures[name] > 0)
      .map(({ letter, figures }) => `${letter} ${shareText(figures[name] / figures.count)}`);
  const dead = seen
    .filter(({ figures }) => figures.deadUnits > 0)
    .map(({ letter, figures }) => `${letter} ${figures.deadUnits}`);
  return [
    ...arms.flatMap(endNote),
    ...arms.flatMap(brokenNote),
    ...(constant.length === 0 ? [] : [{ text: constantText(probe, constant), tone: 'warn' } as const]),
    ...lines(
      `${probe === 'activation' ? `dead ${units}` : `${units} all 0,`} of ${seen[0]?.figures.units}`,
      dead,
      'warn',
    ),
    ...lines('exactly 0', shares('zeros'), 'soft'),
    ...lines('saturated', shares('saturated'), 'soft'),
  ];
}

/** The last look at an arm, taken at its end, still has figures. */
const endNote = ({ shown: { arm, divergedAt }, figures }: ArmSeen): LayerNote[] =>
  divergedAt === null || figures === null
    ? []
    : [{ text: `${armLetter(arm)}: ${divergedText(divergedAt)}`, tone: 'bad' }];

function brokenNote({ shown, figures, last }: ArmSeen): LayerNote[] {
  const broken = figures ?? last;
  if (broken === null || broken.nan + broken.infinite === 0) return [];
  const { nan, infinite, count } = broken;
  const parts = [
    ...(nan > 0 ? [`${formatWhole(nan)} NaN`] : []),
    ...(infinite > 0 ? [`${formatWhole(infinite)} infinite`] : []),
  ];
  return [{ text: `${armLetter(shown.arm)}: ${parts.join(', ')} of ${formatWhole(count)}`, tone: 'bad' }];
}

function constantText(probe: Probe, arms: readonly { letter: string }[]): string {
  const letters = arms.map(({ letter }) => letter).join(', ');
  return probe === 'gradient' ? `${letters}: same for every image` : `${letters}: each unit is constant`;
}

/** Puts a few words on each line, so that a line fits the narrowest card. */
function lines(name: string, words: readonly string[], tone: LayerNote['tone']): LayerNote[] {
  return Array.from({ length: Math.ceil(words.length / WORDS_A_LINE) }, (_, line) => {
    const text = words.slice(line * WORDS_A_LINE, (line + 1) * WORDS_A_LINE).join(', ');
    return { text: line === 0 ? `${name}: ${text}` : text, tone };
  });
}

/** A share in whole percent that never reads as none or all when it is not. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.005) return `<${wholePercentText(0.01)}`;
  if (share < 1 && share >= 0.995) return `>${wholePercentText(0.99)}`;
  return wholePercentText(share);
}
