import { formatWhole } from '../../../common/lib/format.ts';
import { studyMembers } from '../../../common/studies/study.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { studyAsked } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { OtherSettings } from './OtherSettings.tsx';
import styles from './Repeats.module.css';
import { RepeatsChart } from './RepeatsChart.tsx';
import { RepeatsSummary } from './RepeatsSummary.tsx';
import { RepeatsVerdict } from './RepeatsVerdict.tsx';
import { SeedsSettings } from './SeedsSettings.tsx';
import { StudyRun } from './StudyRun.tsx';
import { StudyTakes } from './StudyTakes.tsx';

/** Means over seeds need not be newer than this. */
const INTERVAL_MS = 300;

/** The experiment over several seeds. */
export function RepeatsPanel() {
  const record = usePageStore(({ studies }) => studies.repeats?.record ?? null);
  const begun = usePageStore(({ studies }) => studies.repeats !== null);
  return (
    <>
      <section className="ns-card" aria-labelledby="ns-repeats">
        <h2 id="ns-repeats">The experiment over several seeds</h2>
        <SeedsSettings />
        <StudyTakes kind="repeats" />
        <StudyRun kind="repeats" />
        <OtherSettings kind="repeats" />
        {!begun && <Announcement />}
      </section>
      {record !== null && <Results record={record} />}
    </>
  );
}

function Results({ record: newest }: { record: StudyRecord }) {
  const record = useThrottled(newest, INTERVAL_MS, newest.environment.startedAt);
  return (
    <>
      <RepeatsVerdict record={record} />
      <RepeatsChart record={record} />
      <RepeatsSummary record={record} />
    </>
  );
}

/** What is going to happen, before the first time. */
function Announcement() {
  const networks = usePageStore((state) => studyMembers(studyAsked(state, 'repeats')).length);
  const steps = usePageStore((state) => studyAsked(state, 'repeats').base.steps);
  return (
    <p className={`ns-sub ${styles['hint']}`}>
      One run is no evidence: other first weights and other batches may turn out otherwise. This trains{' '}
      {formatWhole(networks)} networks for {formatWhole(steps)} steps each, every arm once with every seed, as
      many side by side as fit. It then says how far apart the arms are, with an interval, and draws their
      means with a band.
    </p>
  );
}
