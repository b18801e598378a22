import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { normOf } from '../../../common/experiment/norm.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { selectAskedNorm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { lagWords, type RunningLag, runningLags } from './running-lag.ts';

/** Why a network tests far worse than it trains at first, and how to see what it does with batch statistics. */
export function LagNote({ record }: { record: RunRecord | null }) {
  const lags = useMemo(() => (record === null ? [] : runningLags(record)), [record]);
  if (lags.length === 0) return null;
  return (
    <div className="ns-lag ns-sub">
      {lags.map((lag) => (
        <p key={lag.arm}>
          {lagWords(lag)} <Choice lag={lag} />
        </p>
      ))}
      <p>
        Running statistics are averages over past steps, so early in training they lag behind the weights.
      </p>
    </div>
  );
}

function Choice({ lag: { arm, hasBoth, label } }: { lag: RunningLag }) {
  const asked = usePageStore((state) => selectAskedNorm(state, arm));
  const { setNorm } = usePageCommands();
  if (hasBoth) return 'The dotted line is the test set with batch statistics.';
  // It leaves with the next run.
  if (asked === null) return null;
  if (normOf({ ...(asked && { norm: asked }) }).inference !== 'running')
    return `The next run evaluates ${label} with batch statistics too.`;
  return (
    <UnstyledButton className="ns-link" onClick={() => setNorm(arm, { inference: 'both' })}>
      Evaluate {label} with batch statistics too, in the next run
    </UnstyledButton>
  );
}
