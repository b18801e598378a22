import { safeFileName, unusedName } from './file-name.ts';

/** What was saved since the page was opened. */
const used = new Set<string>();

/** Hands a file to the person, under a name that no file has that was saved before. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = unusedName(safeFileName(name), used);
  link.click();
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
