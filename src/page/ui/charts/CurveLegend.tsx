import { memo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { armDash, armMarker, bnColor } from './arm-style.ts';
import styles from './Curves.module.css';
import type { CurveModel } from './curve-model.ts';

/** Arms named one by one; of more, the ends of the lines tell. */
const MOST_ARMS = 8;

/** Which line is which. */
export const CurveLegend = memo(function CurveLegend({ model }: Props) {
  return (
    <ul className={styles['legend']}>
      {model.arms.slice(0, MOST_ARMS).map(({ arm, bn }) => (
        <li key={arm}>
          <svg width="30" height="10" aria-hidden="true">
            <path d="M0 5H30" stroke={bnColor(bn)} strokeWidth="2.4" strokeDasharray={armDash(arm)} />
            <path d={armMarker(arm)} fill={bnColor(bn)} transform="translate(15 5)" />
          </svg>
          {armLetter(arm)} test
        </li>
      ))}
      {model.arms.length > MOST_ARMS && <li>and {model.arms.length - MOST_ARMS} more arms</li>}
      {model.arms.length > 0 && (
        <li>
          <svg width="20" height="10" aria-hidden="true">
            <path d="M0 7l4-4 4 5 4-6 4 4 4-2" fill="none" stroke="var(--ns-faint)" strokeWidth="1" />
          </svg>
          train
        </li>
      )}
    </ul>
  );
}, sameLines);

type Props = { model: CurveModel };

function sameLines({ model: one }: Props, { model: other }: Props): boolean {
  return one.arms.length === other.arms.length && one.arms.every(({ bn }, arm) => bn === other.arms[arm]?.bn);
}
