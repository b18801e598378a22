/** Halves of a character, which no file can hold. */
const LONE_SURROGATES = /\p{Cs}/gu;
/** Line ends and control characters, which are not part of a name and which XML and terminals do not take. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Marks that turn the direction of everything after them, byte-order marks, and what Unicode reserves for programs. */
const UNSEEN =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu;

/** A text as it can stand in names, pictures and files: one line of whole characters, each of which is drawn. */
export const cleanText = (text: string): string =>
  text.replaceAll(LONE_SURROGATES, '\ufffd').replaceAll(CONTROLS, ' ').replaceAll(UNSEEN, '');

/** Whether a text shows anything: joiners and combining marks alone do not. */
export const isVisible = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
