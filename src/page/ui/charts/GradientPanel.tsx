import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';

/** How much of the gradient reaches each layer, at the shown step. */
export function GradientPanel(_props: { record: RunRecord | null; config: ExperimentConfig }) {
  return null;
}
