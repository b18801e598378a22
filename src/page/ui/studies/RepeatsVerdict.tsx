import '../panels/verdict.css';
import { useMemo } from 'react';
import { judgeRepeats } from '../../../common/studies/repeats-verdict.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';

/** What the seeds show, in words, with how sure it is. */
export function RepeatsVerdict({ record }: { record: StudyRecord }) {
  const { caveat, detail, headline } = useMemo(() => judgeRepeats(record), [record]);
  return (
    <section className="ns-card ns-verdict" aria-labelledby="ns-repeats-verdict">
      <div className="ns-verdict-words">
        <h2 id="ns-repeats-verdict">{headline}</h2>
        <p className="ns-sub">{detail}</p>
        <p className="ns-caveat">{caveat}</p>
      </div>
    </section>
  );
}
