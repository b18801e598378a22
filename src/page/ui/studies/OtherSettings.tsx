import { useMemo } from 'react';
import type { StudyKind } from '../../../common/studies/study.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { studyDifferences } from './study-differences.ts';
import { useStudyAsked } from './use-study-asked.ts';

/** Says what of the settings has changed since the study that is shown was begun. */
export function OtherSettings({ kind }: { kind: StudyKind }) {
  const shown = usePageStore(({ studies }) => studies[kind]?.config ?? null);
  const asked = useStudyAsked(kind);
  const found = useMemo(() => (shown === null ? [] : studyDifferences(asked, shown)), [asked, shown]);
  return (
    <p className="ns-study-words ns-sub ns-warn" role="status">
      {found.length > 0 &&
        `Measured with other settings: ${found.map(({ from, label, to }) => `${label} ${from}, now ${to}`).join(' · ')}.`}
    </p>
  );
}
