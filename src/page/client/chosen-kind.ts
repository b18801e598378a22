import { fileKind, KIND_BYTES, uselessKind } from '../../common/lib/file-kind.ts';

/** What a file is for: a run (with its studies, or studies alone), a picture of ours, or images and labels to train on. */
export type ChosenKind = 'run' | 'picture' | 'data' | { readonly problem: string };

const READ =
  'Normscope opens run files (JSON), pictures that it exported (PNG), and IDX files of images and labels.';
/** Of a gzip file so much is unzipped at most to see what is in it. */
const PEEK_BYTES = 64 * 1024;

/** What a file that was dropped, chosen or pasted is, by its content alone: names may say anything. */
export async function chosenKind(file: Blob): Promise<ChosenKind> {
  let kind: ReturnType<typeof fileKind>;
  let inside = '';
  try {
    kind = fileKind(await firstBytes(file, KIND_BYTES));
    if (kind === 'gzip') {
      const start = await unzippedStart(await firstBytes(file, PEEK_BYTES));
      kind = start === null ? 'idx' : fileKind(start);
      inside = 'holds what ';
      // Packed twice is unzipped twice.
      if (kind === 'gzip') kind = 'idx';
    }
  } catch {
    return { problem: 'the browser could not read it. Choose it again.' };
  }
  if (kind === 'idx') return 'data';
  if (inside !== '' && (kind === 'json' || kind === 'png'))
    return { problem: 'it is packed with gzip. Unpack it and choose the file inside.' };
  if (kind === 'json') return 'run';
  if (kind === 'png') return 'picture';
  const useless = uselessKind(kind);
  return { problem: useless === null ? `its content is not known. ${READ}` : `it ${inside}${useless}` };
}

const firstBytes = async (file: Blob, count: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(0, count).arrayBuffer());

/** The first bytes of what a gzip file holds, of which only the beginning is given; null where it is damaged, which its reader tells better. */
async function unzippedStart(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value } = await reader.read();
    return value === undefined ? new Uint8Array() : value.subarray(0, KIND_BYTES);
  } catch {
    return null;
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
