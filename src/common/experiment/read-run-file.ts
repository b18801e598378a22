import { parseRunFile, type RunFile } from './run-file.ts';

/** Reads the text of a run file. */
export function readRunFile(text: string): { value: RunFile } | { error: string } {
  try {
    return parseRunFile(JSON.parse(text));
  } catch {
    return { error: 'This is no Normscope run file: it is not JSON.' };
  }
}
