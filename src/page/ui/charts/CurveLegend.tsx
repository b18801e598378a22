import { memo } from 'react';
import { ArmSample } from './ArmSample.tsx';
import { ByBatchSample } from './ByBatchSample.tsx';
import styles from './Curves.module.css';
import type { CurveModel } from './curve-model.ts';
import { GhostSample } from './GhostSample.tsx';

/** Arms named one by one; of more, the ends of the lines tell. */
const MOST_ARMS = 8;
/** The same of pinned runs, whose list is below the charts. */
const MOST_GHOSTS = 4;

/** Which line is which. */
export const CurveLegend = memo(function CurveLegend({ model: { arms, ghosts, hasByBatch } }: Props) {
  return (
    <ul className={styles['legend']}>
      {arms.slice(0, MOST_ARMS).map(({ arm, label, tone }) => (
        <li key={arm} title={label}>
          <ArmSample arm={arm} tone={tone} />
          <span className={styles['label']}>{label}</span> test
        </li>
      ))}
      {arms.length > MOST_ARMS && <li>and {arms.length - MOST_ARMS} more arms</li>}
      {hasByBatch && (
        <li>
          <ByBatchSample />
          batch statistics
        </li>
      )}
      {arms.length > 0 && (
        <li>
          <svg width="20" height="10" aria-hidden="true">
            <path d="M0 7l4-4 4 5 4-6 4 4 4-2" fill="none" stroke="var(--ns-faint)" strokeWidth="1" />
          </svg>
          train
        </li>
      )}
      {ghosts.slice(0, MOST_GHOSTS).map(({ id, name, words }) => (
        <li key={id} title={`${name} (${words})`}>
          <GhostSample />
          <span className={styles['label']}>{`${name} (${words})`}</span>
        </li>
      ))}
      {ghosts.length > MOST_GHOSTS && <li>and {ghosts.length - MOST_GHOSTS} more pinned runs</li>}
    </ul>
  );
}, sameLines);

type Props = { model: CurveModel };

function sameLines({ model: one }: Props, { model: other }: Props): boolean {
  return (
    one.hasByBatch === other.hasByBatch &&
    one.ghosts === other.ghosts &&
    one.arms.length === other.arms.length &&
    one.arms.every(
      ({ label, tone }, arm) => tone === other.arms[arm]?.tone && label === other.arms[arm]?.label,
    )
  );
}
