import { toJsonSchema } from '@valibot/to-json-schema';
import { RUN_FILE_VERSION, RunFileSchema } from '../src/common/experiment/run-file.ts';

/** Where the schema is published, from the project's root; it is served with the page. */
export const SCHEMA_PATH = `public/schema/run-file.v${RUN_FILE_VERSION}.json`;

/** The JSON Schema of run files, made from the one that the code reads them by. */
export const runFileJsonSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `Normscope run file, version ${RUN_FILE_VERSION}`,
  ...toJsonSchema(RunFileSchema, { errorMode: 'throw' }),
});
