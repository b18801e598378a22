import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';

/** Every layer over all steps: spread, gradient, saturation. */
export function DepthPanel(_props: { record: RunRecord | null; config: ExperimentConfig }) {
  return null;
}
