/** So many files are taken out of folders at most, and from so deep. */
const MOST_FILES = 1000;
const DEEPEST = 6;

/**
 * The files that a drop or the clipboard brings; those of folders have their path for a name. What can only be asked while the event lasts is
 * asked before the first wait.
 */
export function broughtFiles(transfer: DataTransfer | null): readonly File[] | Promise<readonly File[]> {
  const plain = [...(transfer?.files ?? [])];
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  const folders = entries.filter((entry) => entry?.isDirectory) as FileSystemDirectoryEntry[];
  if (folders.length === 0) return plain;
  // A folder is among the plain files too, as one that cannot be read.
  const names = new Set(folders.map(({ name }) => name));
  const files = plain.filter(({ name }) => !names.has(name));
  return Promise.all(folders.map((folder) => filesIn(folder, folder.name, 1))).then((inside) =>
    [...files, ...inside.flat()].slice(0, MOST_FILES),
  );
}

async function filesIn(
  folder: FileSystemDirectoryEntry,
  path: string,
  depth: number,
): Promise<readonly File[]> {
  const files: File[] = [];
  for (const entry of await entriesIn(folder)) {
    const name = `${path}/${entry.name}`;
    if (files.length >= MOST_FILES) break;
    if (entry.isDirectory && depth < DEEPEST)
      files.push(...(await filesIn(entry as FileSystemDirectoryEntry, name, depth + 1)));
    // What a system hides in folders of its own is nothing that a person means.
    if (entry.isFile && !entry.name.startsWith('.')) {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file !== null) files.push(new File([file], name));
    }
  }
  return files;
}

/** A reader gives some entries at a time, and at last none. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length < MOST_FILES) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File | null> =>
  new Promise((resolve) => entry.file(resolve, () => resolve(null)));
