import { expect, test } from 'vitest';
import { broughtFiles } from '../../src/page/ui/panels/brought-files.ts';

/** An entry of a dropped folder, as browsers give them. */
type Tree = { readonly [name: string]: Tree | string };

function entryOf(name: string, content: Tree | string): FileSystemEntry {
  if (typeof content === 'string') {
    const file = (found: (file: File) => void) => found(new File([content], name));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const left = Object.entries(content).map(([own, inside]) => entryOf(own, inside));
    // Browsers give a hundred at a time; here it is one.
    return { readEntries: (found: (some: FileSystemEntry[]) => void) => found(left.splice(0, 1)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function dropOf(tree: Tree): DataTransfer {
  const entries = Object.entries(tree).map(([name, content]) => entryOf(name, content));
  return {
    files: entries.map(({ name }) => new File(['?'], name)),
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
  } as unknown as DataTransfer;
}

test('folders bring what is in them, with their paths; a file of a folder with its own name is a file', async () => {
  const files = await broughtFiles(
    dropOf({
      'run.json': 'run',
      mnist: {
        'train-images-idx3-ubyte': { 'train-images-idx3-ubyte': 'inside' },
        'train-images.idx3-ubyte': 'images',
        '.DS_Store': 'hidden',
      },
    }),
  );
  expect(await Promise.all(files.map(async (file) => [file.name, await file.text()]))).toEqual([
    ['run.json', '?'],
    ['mnist/train-images-idx3-ubyte/train-images-idx3-ubyte', 'inside'],
    ['mnist/train-images.idx3-ubyte', 'images'],
  ]);
});

test('plain files come at once, and nothing brings nothing', () => {
  expect(broughtFiles(null)).toEqual([]);
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'], 'a'));
  expect(broughtFiles(transfer)).toMatchObject([{ name: 'a' }]);
});
