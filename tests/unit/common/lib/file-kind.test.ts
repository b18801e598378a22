import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fileKind, uselessKind } from '../../../../src/common/lib/file-kind.ts';

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const zipOf = (name: string) =>
  bytes(`PK\x03\x04${'\0'.repeat(22)}${String.fromCharCode(name.length)}\0\0\0${name} and so on`);

it.each([
  ['png', bytes('\x89PNG\r\n\x1a\n')],
  ['jpeg', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
  ['gzip', gzipSync('x')],
  ['zip', zipOf('archive/emnist-letters.mat')],
  ['npz', zipOf('x_train.npy')],
  ['npy', bytes('\x93NUMPY\x01\0v\0{')],
  ['tar', bytes(`mnist/${'\0'.repeat(251)}ustar\0`)],
  ['matlab', bytes('MATLAB 5.0 MAT-file, Platform: PCWIN64')],
  ['hdf5', bytes('\x89HDF\r\n\x1a\n\0\0')],
  ['html', bytes('\n<!DOCTYPE html><title>404</title>')],
  ['html', bytes('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
  ['csv', bytes('label,pixel0,pixel1\n5,0,0\n')],
  ['csv', bytes('5;0;0;0;12\n')],
  ['lfs', bytes('version https://git-lfs.github.com/spec/v1\noid sha256:')],
  ['text', bytes('Once upon a time\n')],
  ['json', bytes('\xef\xbb\xbf {"format":"normscope-run"}')],
  ['json', bytes('\xff\xfe{\0"\0f\0')],
  ['idx', Uint8Array.of(0, 0, 8, 3, 0, 0, 0xea, 0x60)],
  ['idx', Uint8Array.of(0, 0, 0x0d, 1)],
  ['empty', new Uint8Array()],
  [null, Uint8Array.of(0, 0, 8, 0)],
  [null, Uint8Array.of(1, 2, 3, 4)],
] as const)('%s is told by its first bytes', (kind, start) => {
  expect(fileKind(start)).toBe(kind);
});

it('what is of no use is named, with what to do; what is of use is not', () => {
  expect(uselessKind('zip')).toBe('is a ZIP archive. Unpack it and choose the files inside.');
  expect(uselessKind('npz')).toMatch(/^is a NumPy archive \(NPZ\)\. Convert it to IDX files/);
  expect([uselessKind('idx'), uselessKind('json'), uselessKind(null)]).toEqual([null, null, null]);
});
