import { formatWhole } from './format.ts';

/** What a JSON text may hold. Lists and objects cost by far the most memory for a character of text. */
export interface JsonBounds {
  readonly characters: number;
  /** Lists and objects within each other. */
  readonly depth: number;
  /** Lists and objects in all. */
  readonly nodes: number;
}

/** Reads JSON, and refuses before it is read what is longer, deeper or fuller than the bounds. The error says why. */
export function readBoundedJson(text: string, bounds: JsonBounds): { value: unknown } | { error: string } {
  if (text.length > bounds.characters) {
    return { error: `it has more than ${formatWhole(bounds.characters)} characters` };
  }
  const fault = nestingFault(text, bounds);
  if (fault !== null) return { error: fault };
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return { error: 'it is not JSON, or was cut short' };
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

function nestingFault(text: string, bounds: JsonBounds): string | null {
  let [depth, nodes] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at);
    else if (sign === LIST || sign === OBJECT) {
      depth += 1;
      nodes += 1;
      if (depth > bounds.depth) return `it has more than ${bounds.depth} lists within each other`;
      if (nodes > bounds.nodes) return `it has more than ${formatWhole(bounds.nodes)} lists`;
    } else if (sign === LIST_END || sign === OBJECT_END) depth -= 1;
  }
  return null;
}

/** The place of the quote that ends a string; past the text where none does. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
