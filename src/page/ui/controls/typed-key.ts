import type { KeyboardEvent } from 'react';

/** The key that was pressed in a field; null while an input method composes, whose Enter and Escape are its own. */
export const typedKey = ({ key, keyCode, nativeEvent }: KeyboardEvent): string | null =>
  nativeEvent.isComposing || keyCode === COMPOSING ? null : key;

/** Safari ends a composition before the Enter that ended it. */
const COMPOSING = 229;
