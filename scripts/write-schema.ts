import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runFileJsonSchema, SCHEMA_PATH } from './run-file-schema.ts';

/** Writes the published JSON Schema of run files. `npm run schema` after a change of `RunFileSchema`; a test holds the two together. */
await mkdir(dirname(SCHEMA_PATH), { recursive: true });
await writeFile(SCHEMA_PATH, `${JSON.stringify(runFileJsonSchema(), null, 2)}\n`);
console.log(`Wrote ${SCHEMA_PATH}.`);
