import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { linkParameters } from '../../common/experiment/link.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import { armCurves, armOfCurves, bytesOfArms } from './store-curves.ts';
import { STORE_VERSION } from './stored-shapes.ts';
import type { StudyRow } from './stored-study-shapes.ts';

/** A study as it is stored. @param weightBytes of its checkpoint, which lies in a row of its own */
export function studyRowOf(key: string, record: StudyRecord, writer: string, weightBytes: number): StudyRow {
  const { config, environment, moves, progress } = record;
  const members = record.members.map(armCurves);
  return {
    version: STORE_VERSION,
    key,
    kind: config.kind,
    savedAt: new Date().toISOString(),
    startedAt: environment.startedAt,
    base: Object.fromEntries(linkParameters(config.base)),
    columns: [...config.columns],
    environment,
    members,
    moves: [...moves],
    progress,
    bytes: bytesOfArms(members) + weightBytes,
    writer,
  };
}

/** @param base what the row's `base` was read as */
export const recordOfRow = (row: StudyRow, base: ExperimentConfig): StudyRecord => ({
  config: { kind: row.kind, base, columns: row.columns },
  environment: row.environment,
  members: row.members.map(armOfCurves),
  moves: row.moves,
  progress: row.progress,
});
