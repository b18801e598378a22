import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Scheme } from '../../export/palette.ts';
import type { Ghost } from '../../store/compared-runs.ts';
import type { ChartState } from './chart-store.ts';

/** What a chart, its picture and its table are made from. */
export interface ChartSource {
  readonly record: RunRecord;
  readonly config: ExperimentConfig;
  /** How the charts are looked at. */
  readonly view: ChartState;
  /** Pinned runs that stand behind the curves; none when left out. */
  readonly ghosts?: readonly Ghost[] | undefined;
}

/** What a picture is made from. */
export interface PictureSource extends ChartSource {
  readonly scheme: Scheme;
}
