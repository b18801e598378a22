import { armKind, armName } from '../../common/experiment/arm-look.ts';
import { armLetter } from '../../common/experiment/arms.ts';
import { formatChanges } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { type Norm, normOf } from '../../common/experiment/norm.ts';
import { NORM_SWITCHES } from '../../common/experiment/norm-switches.ts';
import { RATE } from '../../common/experiment/settings.ts';
import { formatCompact } from '../../common/lib/format.ts';
import type { ArmSlot } from './arm-slots.ts';
import type { Difference } from './difference.ts';

/** What a new run would do otherwise with its arms: which there are, what each is, and the changes planned for them. */
export function armDifferences(
  asked: ExperimentConfig,
  running: ExperimentConfig,
  slots: readonly ArmSlot[],
): readonly Difference[] {
  const found = slots.flatMap((slot, index) =>
    slotDifferences(
      armLetter(index),
      slot.running === null ? undefined : running.arms[slot.running],
      slot.asked === null ? undefined : asked.arms[slot.asked],
    ),
  );
  return [...found, ...movedLetters(slots), ...replayDifferences(asked, running, slots)];
}

function slotDifferences(
  letter: string,
  before: ArmConfig | undefined,
  now: ArmConfig | undefined,
): readonly Difference[] {
  if (before === undefined && now === undefined) return [];
  if (now === undefined) return [{ label: `Arm ${letter}`, from: inShort(before), to: 'removed' }];
  if (before === undefined) return [{ label: `Arm ${letter}`, from: 'none', to: inShort(now) }];
  return armChanges(letter, before, now);
}

const inShort = (arm: ArmConfig | undefined): string =>
  arm === undefined ? '' : `${armName(arm)}, rate ${arm.rate}`;

/** Letters of arms that stay, where an arm before them leaves. */
function movedLetters(slots: readonly ArmSlot[]): readonly Difference[] {
  const moved = slots.flatMap(({ asked }, index) =>
    asked === null || asked === index ? [] : [[armLetter(index), armLetter(asked)] as const],
  );
  if (moved.length === 0) return [];
  const label = moved.length === 1 ? 'Letter' : 'Letters';
  return [{ label, from: moved.map(([from]) => from).join(', '), to: moved.map(([, to]) => to).join(', ') }];
}

/** Plans are compared by the arms they are for, whatever their places are. */
function replayDifferences(
  asked: ExperimentConfig,
  running: ExperimentConfig,
  slots: readonly ArmSlot[],
): readonly Difference[] {
  const plan = (changes: readonly ArmChange[], place: 'asked' | 'running') =>
    formatChanges(
      changes.map((change) => ({
        ...change,
        arm: slots.findIndex((slot) => slot[place] === change.arm),
      })),
    );
  if (plan(asked.changes, 'asked') === plan(running.changes, 'running')) return [];
  return [
    {
      label: 'Changes to replay',
      from: String(running.changes.length),
      to: String(asked.changes.length),
    },
  ];
}

function armChanges(letter: string, before: ArmConfig, now: ArmConfig): readonly Difference[] {
  const found: Difference[] = [];
  const differ = (label: string, from: string, to: string) =>
    found.push({ label: `${label} of ${letter}`, from, to });
  if (armKind(now) !== armKind(before)) {
    found.push({ label: letter, from: armKind(before), to: armKind(now) });
  }
  if (now.rate !== before.rate) {
    differ(RATE.label, String(before.rate), String(now.rate));
  }
  const [norm, normBefore] = [normOf(now), normOf(before)];
  for (const name of NORM_NAMES) {
    const isSaid = name === 'kind' && now.bn && before.bn;
    if (norm[name] !== normBefore[name] && !isSaid) {
      differ(NORM_SWITCHES[name].label, switchInWords(normBefore, name), switchInWords(norm, name));
    }
  }
  if (now.name !== before.name) differ('Name', before.name ?? 'none', now.name ?? 'none');
  if (now.color !== before.color) differ('Colour', colourInWords(before), colourInWords(now));
  return found;
}

const NORM_NAMES = Object.keys(NORM_SWITCHES) as (keyof Norm)[];

function switchInWords(norm: Norm, name: keyof Norm): string {
  const { control } = NORM_SWITCHES[name];
  const value = norm[name];
  if (control.type === 'toggle') return value === true ? 'on' : 'off';
  if (control.type === 'number') return formatCompact(Number(value));
  const words: Readonly<Record<string, string>> = control.values;
  return words[String(value)] ?? String(value);
}

const colourInWords = ({ color }: ArmConfig): string => (color === undefined ? 'as its kind' : String(color));
