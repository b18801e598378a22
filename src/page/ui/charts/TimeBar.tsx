import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';

/** The steps of the run: one step for all charts, chosen, played through, or the newest. */
export function TimeBar(_props: { record: RunRecord | null; config: ExperimentConfig }) {
  return null;
}
