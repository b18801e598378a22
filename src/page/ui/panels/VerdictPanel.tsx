import './verdict.css';
import { useThrottledValue } from '@mantine/hooks';
import { useDeferredValue, useMemo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { changedArm } from '../../../common/experiment/changes.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { judge, type Verdict } from '../../../common/experiment/verdict.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { selectRecord } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';

/** Arms told of one by one. */
const MOST_ARMS = 8;
/** How often a screen reader is told. */
const SAID_EVERY_MS = 5000;

/** What the run shows, in words. */
export function VerdictPanel() {
  const record = useDeferredValue(usePageStore(selectRecord));
  return record === null ? null : <JudgedRun record={record} />;
}

function JudgedRun({ record }: { record: RunRecord }) {
  const verdict = useMemo(() => judge(record), [record]);
  const said = useThrottledValue(verdict.headline, SAID_EVERY_MS);
  return (
    <section className="ns-card ns-verdict" aria-labelledby="ns-verdict">
      <div>
        <div className="ns-sub">
          Steps to {100 * verdict.threshold}
          {'\u202f'}% test accuracy
        </div>
        <StepsTo verdict={verdict} record={record} />
      </div>
      <div className="ns-verdict-words">
        <h2 id="ns-verdict">{verdict.headline}</h2>
        <p className="ns-sub">{verdict.detail}</p>
        {verdict.why !== '' && <p className="ns-sub">{verdict.why}</p>}
        <p className="ns-caveat">{verdict.caveat}</p>
      </div>
      <p className="ns-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

function StepsTo({ verdict, record }: { verdict: Verdict; record: RunRecord }) {
  return (
    <div className="ns-steps-to">
      {verdict.stepsTo.slice(0, MOST_ARMS).map((steps, arm) => (
        <span key={armLetter(arm)}>
          {arm > 0 && <span className="ns-versus">{verdict.stepsTo.length === 2 ? 'vs' : '·'}</span>}
          <span className="ns-arm-letter">{armLetter(arm)}</span>
          <b data-bn={hasBn(record, arm)}>{inWords(steps)}</b>
        </span>
      ))}
      {verdict.stepsTo.length > MOST_ARMS && (
        <span className="ns-sub">and {verdict.stepsTo.length - MOST_ARMS} more</span>
      )}
    </div>
  );
}

const inWords = (steps: number | 'diverged' | null): string =>
  steps === null ? 'not yet' : steps === 'diverged' ? 'diverged' : formatWhole(steps);

function hasBn({ config, changes }: RunRecord, arm: number): boolean {
  const start = config.arms[arm] ?? { bn: false, rate: 0 };
  return changes.filter((change) => change.arm === arm).reduce(changedArm, start).bn;
}
