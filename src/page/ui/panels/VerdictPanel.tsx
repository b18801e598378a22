import './verdict.css';
import { useThrottledValue } from '@mantine/hooks';
import { useDeferredValue, useMemo } from 'react';
import { armHistory } from '../../../common/experiment/arm-history.ts';
import { armName, armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { judge, type Verdict } from '../../../common/experiment/verdict.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { selectRecord } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { armNow } from '../charts/bn-segments.ts';
import { UNKNOWN_ARM } from '../charts/curve-model.ts';
import { armInShort } from './norm-in-short.ts';
import { PinButton } from './PinButton.tsx';

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
  const many = record.arms.length > 2;
  return (
    <section className="ns-card ns-verdict" data-many={many || undefined} aria-labelledby="ns-verdict">
      <div className="ns-verdict-steps">
        <div id="ns-steps-to" className="ns-sub">
          Steps to {100 * verdict.threshold}
          {'\u202f'}% test accuracy
        </div>
        {many ? (
          <StepsOfMany verdict={verdict} record={record} />
        ) : (
          <StepsOfTwo verdict={verdict} record={record} />
        )}
      </div>
      <div className="ns-verdict-words">
        <h2 id="ns-verdict">{verdict.headline}</h2>
        <p className="ns-sub">{verdict.detail}</p>
        {verdict.why !== '' && <p className="ns-sub">{verdict.why}</p>}
        <p className="ns-caveat">{verdict.caveat}</p>
      </div>
      <PinButton />
      <p className="ns-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

interface StepsProps {
  verdict: Verdict;
  record: RunRecord;
}

/** One arm, or one against the other, in large figures. */
function StepsOfTwo({ verdict, record }: StepsProps) {
  return (
    <div className="ns-steps-to">
      {verdict.stepsTo.map((steps, arm) => (
        <span key={armLetter(arm)} data-tone={armTone(armNow(record, arm) ?? UNKNOWN_ARM)}>
          {arm > 0 && <span className="ns-versus">vs</span>}
          <span className="ns-arm-letter">{armLetter(arm)}</span>
          <b>{inWords(steps)}</b>
        </span>
      ))}
    </div>
  );
}

/** More arms: a row each. */
function StepsOfMany({ verdict, record }: StepsProps) {
  const more = verdict.stepsTo.length - MOST_ARMS;
  return (
    <>
      <ul className="ns-steps-list" aria-labelledby="ns-steps-to">
        {verdict.stepsTo.slice(0, MOST_ARMS).map((steps, index) => {
          const start = record.config.arms[index] ?? UNKNOWN_ARM;
          const { end, words } = armHistory(start, index, record.changes);
          return (
            <li key={armLetter(index)} data-tone={armTone(end)}>
              <span className="ns-arm-letter">{armLetter(index)}</span>
              <span className="ns-steps-name">
                {[armName(start), ...words].join(', ')} <span className="ns-sub">{armInShort(start)}</span>
              </span>
              <b data-reached={typeof steps === 'number' || undefined}>{inWords(steps)}</b>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="ns-sub">and {more} more</p>}
    </>
  );
}

const inWords = (steps: number | 'diverged' | null): string =>
  steps === null ? 'not yet' : steps === 'diverged' ? 'diverged' : formatWhole(steps);
