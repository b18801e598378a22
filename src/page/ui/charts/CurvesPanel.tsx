import type { ReactNode } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Ghost } from '../../store/compared-runs.ts';
import { CurveCard } from './CurveCard.tsx';
import styles from './Curves.module.css';
import { useInTurns } from './use-in-turns.ts';

/**
 * Accuracy and loss of every arm by training step.
 *
 * @param record null before the first run: the axes are empty then
 * @param ghosts pinned runs to be drawn behind it
 */
export function CurvesPanel({
  record,
  config,
  ghosts = NO_GHOSTS,
  note = null,
}: {
  record: RunRecord | null;
  config: ExperimentConfig;
  ghosts?: readonly Ghost[];
  /** Below the chart of accuracy. */
  note?: ReactNode;
}) {
  const [first = record, second = record] = useInTurns(record, record, record?.environment, 2, 1);
  return (
    <div className={styles['panel']}>
      <div className={styles['pair']}>
        <CurveCard name="accuracy" record={first} config={config} ghosts={ghosts} note={note} />
        <CurveCard name="loss" record={second} config={config} ghosts={ghosts} note={null} />
      </div>
    </div>
  );
}

const NO_GHOSTS: readonly Ghost[] = [];
