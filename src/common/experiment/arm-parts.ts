import { readArmName } from './arm-name.ts';
import type { ArmConfig } from './config.ts';
import { EPSILON_RANGE, MOMENTUM_RANGE, type Norm, normOf, PAPER_NORM } from './norm.ts';
import { OWN_COLORS, readNumber } from './settings.ts';

/** What a part of an arm says: one of its switches, its name or its colour. */
export interface ArmPatch {
  readonly norm?: Partial<Norm>;
  readonly name?: string;
  readonly color?: number;
}

/** One part after the rate: how it is written, and what it says. */
interface ArmPart {
  /** Two parts that say the same exclude each other. */
  readonly says: keyof Norm | 'name' | 'color';
  /** As it is listed for people. */
  readonly form: string;
  /** Null for a text of another kind. */
  read(text: string): { value: ArmPatch } | { error: string } | null;
  /** Null where the arm says nothing of it. */
  write(arm: ArmConfig): string | null;
}

/** A part of one word. */
const word = <K extends keyof Norm>(text: string, says: K, value: Norm[K]): ArmPart => ({
  says,
  form: text,
  read: (given) => (given === text ? { value: { norm: { [says]: value } } } : null),
  write: (arm) => (normOf(arm)[says] === value ? text : null),
});

/** A part that begins with a word and a dash. */
function valued(
  says: ArmPart['says'],
  { form, start }: { start: string; form: string },
  read: (text: string) => { value: ArmPatch } | { error: string },
  write: (arm: ArmConfig) => string | number | null,
): ArmPart {
  return {
    says,
    form,
    read: (given) => (given.startsWith(start) ? read(given.slice(start.length)) : null),
    write(arm) {
      const value = write(arm);
      return value === null ? null : `${start}${value}`;
    },
  };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function numbered(says: 'epsilon' | 'momentum', start: string, { max, min }: Bounds): ArmPart {
  const form = `${start}NUMBER`;
  const read = (text: string) => {
    const number = readNumber(text);
    return number !== null && number >= min && number <= max
      ? { value: { norm: { [says]: number } } }
      : { error: `is not ${start} and a number from ${min} to ${max}` };
  };
  return valued(says, { start, form }, read, (arm) => {
    const number = normOf(arm)[says];
    return number === PAPER_NORM[says] ? null : number;
  });
}

const { max, min } = OWN_COLORS;

/** Everything that can come after an arm's rate, in the order in which it is written. */
export const ARM_PARTS: readonly ArmPart[] = [
  word('no-centre', 'centre', false),
  word('no-scale', 'scale', false),
  word('no-affine', 'affine', false),
  word('no-gradient', 'through', false),
  numbered('epsilon', 'eps-', EPSILON_RANGE),
  numbered('momentum', 'momentum-', MOMENTUM_RANGE),
  word('test-batch', 'inference', 'batch'),
  word('test-both', 'inference', 'both'),
  word('after', 'place', 'after'),
  word('last', 'where', 'last'),
  word('per-activation', 'parameters', 'activation'),
  word('ln', 'kind', 'layer'),
  word('noisy', 'kind', 'noisy'),
  valued(
    'name',
    { start: 'name-', form: 'name-NAME' },
    (text) => {
      const name = readArmName(text);
      return 'error' in name ? name : { value: { name: name.value } };
    },
    ({ name = '' }) => name.trim() || null,
  ),
  valued(
    'color',
    { start: 'color-', form: `color-${min} to color-${max}` },
    (text) => {
      const color = readNumber(text);
      return color !== null && Number.isInteger(color) && color >= min && color <= max
        ? { value: { color } }
        : { error: `is not color-${min} to color-${max}` };
    },
    ({ color }) => color ?? null,
  ),
];
