import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row, Table } from '../report/table.ts';

const KILO = 1000;

/** Sizes of the files of a built page, largest first, and their sum; source maps are not loaded and don't count. */
export function bundleTable(folder: string): Table {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(html|js|css|wasm|woff2?)$/.test(file))
    .map((file) => {
      const bytes = readFileSync(join(folder, file));
      return { file, raw: bytes.length / KILO, gzip: gzipSync(bytes, { level: 9 }).length / KILO };
    })
    .sort((a, b) => b.raw - a.raw);
  const sum = (size: 'raw' | 'gzip') => files.reduce((total, file) => total + file[size], 0);
  const rows: Row[] = [...files, { file: 'all', raw: sum('raw'), gzip: sum('gzip') }];
  const columns = [
    { key: 'file', label: 'file' },
    { key: 'raw', label: 'kB' },
    { key: 'gzip', label: 'kB, gzip' },
  ];
  return { title: 'Files of the built page', columns, rows };
}
