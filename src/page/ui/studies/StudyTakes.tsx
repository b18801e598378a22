import { useMemo } from 'react';
import { armName } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { RATE } from '../../../common/experiment/settings.ts';
import { formatCompact } from '../../../common/lib/format.ts';
import type { StudyConfig } from '../../../common/studies/study.ts';
import { listDifferences } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { useStudyAsked } from './use-study-asked.ts';

/** Says which learning rates a study will use, and which settings it takes that the run on the page does not have yet. */
export function StudyTakes({ kind }: { kind: StudyConfig['kind'] }) {
  const study = useStudyAsked(kind);
  const asked = usePageStore((state) => state.asked);
  const askedKeys = usePageStore((state) => state.askedKeys);
  const config = usePageStore(({ run }) => run?.config ?? null);
  const armKeys = usePageStore(({ run }) => run?.armKeys ?? null);
  const runData = usePageStore(({ run }) => run?.data ?? null);
  const data = usePageStore((state) => state.data.inUse);
  const pending = useMemo(() => {
    const run = config && armKeys && { config, armKeys, data: runData };
    return listDifferences({ asked, askedKeys }, run, data)
      .filter(({ label }) => kind === 'repeats' || !label.startsWith(RATE.label))
      .map(({ from, label, to }) => `${label} ${from} → ${to}`);
  }, [asked, askedKeys, config, armKeys, runData, data, kind]);
  return (
    <>
      <p className="ns-study-words ns-sub">{ratesWords(study)}</p>
      {pending.length > 0 && (
        <p className="ns-study-words ns-sub ns-warn">
          Takes changes that the run on the page does not have yet: {pending.join(' · ')}.
        </p>
      )}
    </>
  );
}

function ratesWords({ base, columns, kind }: StudyConfig): string {
  if (kind === 'ladder') {
    const [first = Number.NaN] = columns;
    const last = columns.at(-1) ?? first;
    return `Every network is trained at ${columns.length} learning rates from ${formatCompact(first)} to ${formatCompact(last)}, in place of its own.`;
  }
  const own = base.arms.map((arm, row) => `${armLetter(row)} ${armName(arm)} ${formatCompact(arm.rate)}`);
  return `Learning rates: ${own.join(' · ')}.`;
}
