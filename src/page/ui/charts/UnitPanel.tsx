import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';

/** One unit of one layer over training, and what batch normalization does to it. */
export function UnitPanel(_props: { record: RunRecord | null; config: ExperimentConfig }) {
  return null;
}
