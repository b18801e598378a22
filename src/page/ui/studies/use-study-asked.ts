import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { StudyConfig, StudyKind } from '../../../common/studies/study.ts';
import { studyAsked } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';

/** The study that would be started now; the same object as long as its settings stay. */
export function useStudyAsked(kind: StudyKind): StudyConfig {
  const controls = usePageStore(
    useShallow(({ asked, askedKeys, ladderWithout, studySettings }) => ({
      asked,
      askedKeys,
      ladderWithout,
      studySettings,
    })),
  );
  return useMemo(() => studyAsked(controls, kind), [controls, kind]);
}
