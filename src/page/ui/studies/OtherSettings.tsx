import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { StudyKind } from '../../../common/studies/study.ts';
import { studyAsked } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { studyDifferences } from './study-differences.ts';

/** Says what of the settings has changed since the study that is shown was begun. */
export function OtherSettings({ kind }: { kind: StudyKind }) {
  const shown = usePageStore(({ studies }) => studies[kind]?.config ?? null);
  const controls = usePageStore(
    useShallow(({ asked, askedKeys, ladderWithout, studySettings }) => ({
      asked,
      askedKeys,
      ladderWithout,
      studySettings,
    })),
  );
  const found = useMemo(
    () => (shown === null ? [] : studyDifferences(studyAsked(controls, kind), shown)),
    [controls, kind, shown],
  );
  return (
    <p className="ns-study-words ns-sub ns-warn" role="status">
      {found.length > 0 &&
        `Measured with other settings: ${found.map(({ from, label, to }) => `${label} ${from}, now ${to}`).join(' · ')}.`}
    </p>
  );
}
