import { readBoundedJson } from '../lib/bounded-json.ts';
import { formatWhole } from '../lib/format.ts';
import { parseRunFile, type RunFile } from './run-file.ts';
import { runFileFault } from './run-file-fault.ts';

/**
 * The largest run file that is read, in bytes and in characters: a million steps of two networks, or 32 networks of ten layers. As
 * values it takes up to ten times as much memory.
 */
export const MOST_RUN_FILE_BYTES = 128 * 2 ** 20;

const BOUNDS = { characters: MOST_RUN_FILE_BYTES, depth: 16, nodes: 2_000_000 };

/** Why a file is not read at all, by its size in bytes: ask this before its text. Null for a size that is. */
export function runFileSizeFault(bytes: number): string | null {
  if (bytes === 0) return 'The file is empty.';
  if (bytes <= MOST_RUN_FILE_BYTES) return null;
  const [size, most] = [bytes, MOST_RUN_FILE_BYTES].map((one) => formatWhole(Math.ceil(one / 2 ** 20)));
  return `The file is too large: ${size} MiB, and run files of at most ${most} MiB are read.`;
}

/**
 * Reads the text of a run file, whatever it is. What comes back fits together: columns of one length, steps that rise, the arms that
 * its settings name, histograms that can be drawn. A byte-order mark, which some editors write, is passed over. The error is a sentence for people, of bounded length.
 */
export function readRunFile(text: string): { value: RunFile } | { error: string } {
  const sizeFault = runFileSizeFault(text.length);
  if (sizeFault !== null) return { error: sizeFault };
  const json = readBoundedJson(text.replace(/^\uFEFF/, ''), BOUNDS);
  if ('error' in json) return { error: `This is no Normscope run file: ${json.error}.` };
  const parsed = parseRunFile(json.value);
  if ('error' in parsed) return parsed;
  const fault = runFileFault(parsed.value);
  return fault === null ? parsed : { error: `The run file does not fit together: ${fault}.` };
}
