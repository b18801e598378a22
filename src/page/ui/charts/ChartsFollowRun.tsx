import { useEffect, useRef } from 'react';
import { usePageStore } from '../../store/use-page-store.ts';
import { type ChartState, useChartStore } from './chart-store.ts';

/** What a new run begins with: all of it, from where it stands. */
const FROM_HERE: Pick<ChartState, 'cursor' | 'pinned' | 'playing' | 'range' | 'unit'> = {
  cursor: null,
  pinned: null,
  playing: false,
  range: null,
  unit: { layer: null, unit: null },
};

/** Lets go of the steps, ranges and units of a run when another takes its place, also while no chart is in sight. */
export function ChartsFollowRun() {
  const store = useChartStore();
  const run = usePageStore((state) => state.run?.key ?? null);
  const before = useRef(run);
  useEffect(() => {
    if (before.current === run) return;
    before.current = run;
    store.setState(FROM_HERE);
  }, [run, store]);
  return null;
}
