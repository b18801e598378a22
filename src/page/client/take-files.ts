import { readRunFile, runFileSizeFault } from '../../common/experiment/read-run-file.ts';
import { recordOfFile } from '../../common/experiment/record-of-file.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { recordOfStudyFile } from '../../common/studies/study-file.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import { cutName } from '../store/pinned-runs.ts';
import { textOf } from './text-of.ts';

/** What a file brought. */
export type TakenFile =
  | {
      readonly kind: 'run';
      readonly name: string;
      /** Null where the file holds studies alone. */
      readonly record: RunRecord | null;
      readonly studies: readonly StudyRecord[];
    }
  /** The link of a picture's settings. */
  | { readonly kind: 'settings'; readonly query: string }
  | { readonly kind: 'nothing'; readonly problem: string };

const PNG_START = [0x89, 0x50, 0x4e, 0x47];

/**
 * Reads a run file, or the settings in a picture that this page has made; which of them it is its first bytes tell.
 *
 * @param readPngLink reads the link in a picture; see `export/png-text.ts`
 */
export async function takeFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
  readPngLink: (bytes: Uint8Array) => { readonly query: string } | { readonly error: string },
): Promise<TakenFile> {
  const fault = runFileSizeFault(file.size);
  if (fault !== null) return { kind: 'nothing', problem: fault };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { kind: 'nothing', problem: 'The browser could not read this file. Choose it again.' };
  }
  if (PNG_START.every((byte, index) => bytes[index] === byte)) {
    const read = readPngLink(bytes);
    return 'query' in read
      ? { kind: 'settings', query: read.query }
      : { kind: 'nothing', problem: read.error };
  }
  const read = readRunFile(textOf(bytes));
  if ('error' in read) return { kind: 'nothing', problem: read.error };
  const { ladder, repeats } = read.value;
  const studies = [ladder, repeats].flatMap((study) =>
    study === undefined ? [] : [recordOfStudyFile(study)],
  );
  const record = read.value.steps === 0 && studies.length > 0 ? null : recordOfFile(read.value);
  const name = cutName(file.name.replace(/\.json$/i, '')) || 'A run from a file';
  return { kind: 'run', name, record, studies };
}
