import { armLetter } from './arms.ts';
import type { ArmConfig } from './config.ts';
import { type Norm, normOf } from './norm.ts';

/** Colours that a person can give an arm by hand. */
export const OWN_TONES = ['own1', 'own2', 'own3', 'own4', 'own5', 'own6', 'own7', 'own8'] as const;

/** The names of arms' colours, as CSS variables (`--ns-bn`) and in `data-tone`: one for each kind of arm, and those given by hand. */
export const ARM_TONES = ['bn', 'plain', 'layer', 'noisy', ...OWN_TONES] as const;
export type ArmTone = (typeof ARM_TONES)[number];

const KIND_TONES: Readonly<Record<Norm['kind'], ArmTone>> = { batch: 'bn', layer: 'layer', noisy: 'noisy' };

/** The colour of an arm: the one given by hand, or that of its kind. */
export const armTone = (arm: ArmConfig): ArmTone =>
  OWN_TONES[(arm.color ?? 0) - 1] ?? (arm.bn ? KIND_TONES[normOf(arm).kind] : 'plain');

const KIND_NAMES: Readonly<Record<Norm['kind'], string>> = {
  batch: 'Batch normalization',
  layer: 'Layer normalization',
  noisy: 'Noisy batch normalization',
};

/** What an arm is, in words. */
export const armKind = (arm: Pick<ArmConfig, 'bn' | 'norm'>): string =>
  arm.bn ? KIND_NAMES[normOf(arm).kind] : 'Plain';

/** What an arm is within a sentence: "batch normalization", "the plain net". */
export const nounOf = (arm: Pick<ArmConfig, 'bn' | 'norm'>): string =>
  arm.bn ? armKind(arm).toLowerCase() : 'the plain net';

/** Whether a noun is that of a kind of normalization. */
export const isNormNoun = (noun: string): boolean =>
  Object.values(KIND_NAMES).some((name) => name.toLowerCase() === noun);

/** What a person calls an arm: the name given by hand, or what it is. */
export const armName = (arm: ArmConfig): string => (arm.name ?? '') || armKind(arm);

/** "A · Batch normalization". */
export const armTitle = (arm: ArmConfig, index: number): string => `${armLetter(index)} · ${armName(arm)}`;
