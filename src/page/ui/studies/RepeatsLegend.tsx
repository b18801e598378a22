import { ArmSample } from '../charts/ArmSample.tsx';
import styles from '../charts/Curves.module.css';
import { BANDS } from './bands.ts';
import type { RepeatsModel } from './repeats-model.ts';
import { brokenText } from './repeats-words.ts';

/** Arms named one by one; of more, the ends of the lines tell. */
const MOST_ARMS = 8;

/** Which line is which, what the band is, and how many seeds broke down. */
export function RepeatsLegend({ model: { arms, band, seeds, singles } }: { model: RepeatsModel }) {
  return (
    <ul className={styles['legend']} aria-label="Legend of the chart over seeds">
      {arms.slice(0, MOST_ARMS).map((own) => (
        <li key={own.arm} title={own.look.label}>
          <ArmSample arm={own.arm} tone={own.look.tone} />
          <span className={styles['label']}>{own.look.label}</span> mean
          {own.broken.length > 0 && (
            <span className="ns-bad">
              ({'\u2715'} {brokenText(own, seeds)})
            </span>
          )}
        </li>
      ))}
      {arms.length > MOST_ARMS && <li>and {arms.length - MOST_ARMS} more arms</li>}
      <li>
        <svg width="20" height="10" aria-hidden="true">
          <rect width="20" height="10" fill="var(--ns-faint)" fillOpacity={0.3} />
        </svg>
        band: {BANDS[band].words}
      </li>
      {singles && (
        <li>
          <svg width="20" height="10" aria-hidden="true">
            <path d="M0 7l6-4 7 2 7-4" fill="none" stroke="var(--ns-faint)" strokeWidth="1" />
          </svg>
          single seeds
        </li>
      )}
    </ul>
  );
}
