import { parseLink } from './link.ts';
import type { RunFile } from './run-file.ts';
import { newRecord, type RunRecord } from './run-record.ts';

/** The record of a run file. */
export const recordOfFile = ({ config, environment }: RunFile): RunRecord =>
  newRecord(parseLink(Object.entries(config)).config, environment);
