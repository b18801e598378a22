import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { CurveCard } from './CurveCard.tsx';
import styles from './Curves.module.css';
import { useInTurns } from './use-in-turns.ts';

/**
 * Accuracy and loss of every arm by training step.
 *
 * @param record null before the first run: the axes are empty then
 */
export function CurvesPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const [first = record, second = record] = useInTurns(record, record, record?.environment, 2, 1);
  return (
    <div className={styles['panel']}>
      <div className={styles['pair']}>
        <CurveCard name="accuracy" record={first} config={config} />
        <CurveCard name="loss" record={second} config={config} />
      </div>
    </div>
  );
}
