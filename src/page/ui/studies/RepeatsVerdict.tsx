import '../panels/verdict.css';
import { useThrottledValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { judgeRepeats } from '../../../common/studies/repeats-verdict.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';

/** How often a screen reader is told. */
const SAID_EVERY_MS = 5000;

/** What the seeds show, in words, with how sure it is. */
export function RepeatsVerdict({ record }: { record: StudyRecord }) {
  const { caveat, detail, headline } = useMemo(() => judgeRepeats(record), [record]);
  const said = useThrottledValue(headline, SAID_EVERY_MS);
  return (
    <section className="ns-card ns-verdict" aria-labelledby="ns-repeats-verdict">
      <div className="ns-verdict-words">
        <h2 id="ns-repeats-verdict">{headline}</h2>
        <p className="ns-sub">{detail}</p>
        <p className="ns-caveat">{caveat}</p>
      </div>
      <p className="ns-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  );
}
