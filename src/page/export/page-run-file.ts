import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { buildRunFile, type RunFile } from '../../common/experiment/run-file.ts';
import { newRecord, type RunRecord } from '../../common/experiment/run-record.ts';
import { buildStudyFile } from '../../common/studies/study-file.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';

/** All that a page has measured. */
export interface Measured {
  /** Null before the first run. */
  readonly record: RunRecord | null;
  /** What a run would be. */
  readonly asked: ExperimentConfig;
  readonly ladder: StudyRecord | null;
  readonly repeats: StudyRecord | null;
}

/** The run file of all that was measured; of studies without a run it holds a run of no steps. Null before anything was. */
export function pageRunFile({ asked, ladder, record, repeats }: Measured): RunFile | null {
  const environment = (record ?? ladder ?? repeats)?.environment;
  if (environment === undefined) return null;
  return buildRunFile(record ?? newRecord(asked, environment), {
    ...(ladder && { ladder: buildStudyFile(ladder) }),
    ...(repeats && { repeats: buildStudyFile(repeats) }),
  });
}
