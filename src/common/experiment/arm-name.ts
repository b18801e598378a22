import { shortened } from '../lib/format.ts';

/** Longest name of an arm, in characters. */
export const LONGEST_NAME = 24;

const NAME = /^[\p{L}\p{M}\p{Nd} ._()+/×-]+$/u;
const FOREIGN = /[^\p{L}\p{M}\p{Nd} ._()+/×-]/u;

/**
 * Reads the name that a person gives an arm: letters of any script, digits, spaces and . _ ( ) + / × -, which neither links nor
 * the grammar of arms use.
 */
export function readArmName(text: string): { value: string } | { error: string } {
  const value = text.trim();
  if (!/[^\p{M} ]/u.test(value)) return { error: 'a name has at least one letter or digit' };
  const { length } = [...value];
  if (length > LONGEST_NAME) {
    return {
      error: `“${shortened(value)}” has ${length} characters, and a name has ${LONGEST_NAME} at most`,
    };
  }
  if (NAME.test(value)) return { value };
  const [foreign = ''] = FOREIGN.exec(value) ?? [];
  return {
    error: `“${shortened(value)}” has a “${foreign}”, and a name is made of letters, digits, spaces and . _ ( ) + / × -`,
  };
}
