import { shortened } from '../lib/format.ts';
import { ARM_PARTS, type ArmPatch } from './arm-parts.ts';
import type { ArmConfig } from './config.ts';
import { type Norm, normOf, PAPER_NORM } from './norm.ts';
import { ARM_COUNT, RATE, readNumber } from './settings.ts';

const LETTERS = 26;

/** The name of an arm: A to Z, then AA, AB ... */
export const armLetter = (arm: number): string =>
  `${arm < LETTERS ? '' : 'A'}${String.fromCharCode(65 + (arm % LETTERS))}`;

/** The arm of a name, in capitals or not; null for what is no name of an arm. */
export function readArmLetter(text: string): number | null {
  const [, second, last = ''] = /^(A?)([A-Z])$/.exec(text.toUpperCase()) ?? [];
  if (last === '') return null;
  const arm = last.charCodeAt(0) - 65 + (second === '' ? 0 : LETTERS);
  return arm < ARM_COUNT.max ? arm : null;
}

/** The first word of an arm: whether normalization is on, and which. */
const KINDS: Readonly<Record<string, Pick<ArmConfig, 'bn'> & Pick<Norm, 'kind'>>> = {
  bn: { bn: true, kind: 'batch' },
  plain: { bn: false, kind: 'batch' },
  ln: { bn: true, kind: 'layer' },
  noisy: { bn: true, kind: 'noisy' },
};

/** The arm with other switches: it says only those that are not as in the paper. */
export function withNorm(arm: ArmConfig, patch: Partial<Norm>): ArmConfig {
  const { norm: _, ...rest } = arm;
  const norm = normOf({ norm: { ...arm.norm, ...patch } });
  const own = Object.entries(norm).filter(([name, value]) => PAPER_NORM[name as keyof Norm] !== value);
  return own.length === 0 ? rest : { ...rest, norm: Object.fromEntries(own) };
}

/** Writes arms as `KIND:RATE[:PART...]`, a comma between arms; of each only what is not as in the paper. */
export const formatArms = (arms: readonly ArmConfig[]): string => arms.map(formatArm).join(',');

function formatArm(arm: ArmConfig): string {
  const { kind } = normOf(arm);
  const word = Object.keys(KINDS).find((name) => KINDS[name]?.bn === arm.bn && KINDS[name].kind === kind);
  const parts = ARM_PARTS.filter(({ says }) => says !== 'kind' || !arm.bn);
  return [word ?? 'plain', arm.rate, ...parts.flatMap((part) => part.write(arm) ?? [])].join(':');
}

/**
 * Reads `KIND:RATE[:PART...]`, a comma between arms, as in `bn:0.1,plain:0.1` and `bn:0.1:eps-0.001:after:name-BN after`. A plain arm
 * may say with `ln` or `noisy` what is put in when its normalization is switched on.
 */
export function readArms(text: string): { value: readonly ArmConfig[] } | { error: string } {
  const texts = text.split(',');
  if (texts.length > ARM_COUNT.max) {
    return { error: `arms: ${texts.length} arms; there can be ${ARM_COUNT.min} to ${ARM_COUNT.max}` };
  }
  const arms: ArmConfig[] = [];
  for (const one of texts) {
    const arm = readArm(one.trim());
    if ('error' in arm) return { error: `arms: ${arm.error}` };
    arms.push(arm.value);
  }
  return { value: arms };
}

const quoted = (text: string): string => `“${shortened(text)}”`;

function readArm(text: string): { value: ArmConfig } | { error: string } {
  const [word = '', rateText, ...parts] = text.split(':');
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  if (kind === undefined) {
    return { error: `${quoted(word)} in ${quoted(text)} is not one of ${Object.keys(KINDS).join(', ')}` };
  }
  if (rateText === undefined) return { error: `${quoted(text)} has no learning rate: write ${word}:0.1` };
  const rate = readRate(rateText);
  if (rate === null) {
    return {
      error: `${quoted(rateText)} in ${quoted(text)} is not a learning rate from ${RATE.min} to ${RATE.max}`,
    };
  }
  const patch = readParts(parts, kind.bn);
  if ('error' in patch) return { error: `${patch.error}, in ${quoted(text)}` };
  const { norm, ...rest } = patch.value;
  return { value: withNorm({ bn: kind.bn, rate, ...rest }, { kind: kind.kind, ...norm }) };
}

function readParts(texts: readonly string[], on: boolean): { value: ArmPatch } | { error: string } {
  const said = new Map<string, string>();
  let value: ArmPatch = {};
  for (const text of texts.map((one) => one.trim())) {
    const found = findPart(text);
    if (found === null) return { error: `${quoted(text)} is not one of ${ARM_FORMS}` };
    const { part, read } = found;
    if ('error' in read)
      return { error: part.says === 'name' ? read.error : `${quoted(text)} ${read.error}` };
    if (part.says === 'kind' && on) return { error: `“${text}” is for plain arms: write ${text}:RATE` };
    const before = said.get(part.says);
    if (before !== undefined)
      return { error: `${quoted(text)} comes after ${quoted(before)}, and one of them is enough` };
    said.set(part.says, text);
    value = { ...value, ...read.value, norm: { ...value.norm, ...read.value.norm } };
  }
  return { value };
}

/** All parts that can come after a rate, as a list for people. */
export const ARM_FORMS = ARM_PARTS.map(({ form }) => form).join(', ');

function findPart(text: string) {
  for (const part of ARM_PARTS) {
    const read = part.read(text);
    if (read !== null) return { part, read };
  }
  return null;
}

/** Reads a learning rate; null when it is no number or out of bounds. */
export function readRate(text: string): number | null {
  const rate = readNumber(text);
  return rate !== null && rate >= RATE.min && rate <= RATE.max ? rate : null;
}
