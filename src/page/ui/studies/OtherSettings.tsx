import { useMemo } from 'react';
import type { StudyKind } from '../../../common/studies/study.ts';
import { comparedData, dataDifference } from '../../store/differences.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { studyDifferences } from './study-differences.ts';
import { useStudyAsked } from './use-study-asked.ts';

/** Says what of the settings has changed since the study that is shown was begun. */
export function OtherSettings({ kind }: { kind: StudyKind }) {
  const shown = usePageStore(({ studies }) => studies[kind]?.config ?? null);
  const asked = useStudyAsked(kind);
  const measuredOn = usePageStore(({ studies }) => studies[kind]?.record?.environment.dataHash);
  const data = usePageStore((state) => state.data.inUse);
  const found = useMemo(() => {
    if (shown === null) return [];
    const other =
      data === null || shown.base.data !== asked.base.data
        ? null
        : dataDifference({ name: data.name, hash: measuredOn }, comparedData(data));
    return [...studyDifferences(asked, shown), ...(other === null ? [] : [other])];
  }, [asked, shown, measuredOn, data]);
  return (
    <p className="ns-study-words ns-sub ns-warn" role="status">
      {found.length > 0 &&
        `Measured with other settings: ${found.map(({ from, label, to }) => `${label} ${from}, now ${to}`).join(' · ')}.`}
    </p>
  );
}
