import { useEffect, useRef } from 'react';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { type ChartState, useChartState, useChartStore } from './chart-store.ts';
import { nextStep, PLAY_MS } from './time-steps.ts';

/** What a new run begins with: all of it, from where it stands. */
const FROM_HERE: Pick<ChartState, 'cursor' | 'pinned' | 'playing' | 'range' | 'unit'> = {
  cursor: null,
  pinned: null,
  playing: false,
  range: null,
  unit: { layer: null, unit: null },
};

/** While `playing` is set, shows one snapshot after the other; stops at the last, and stays there. */
export function usePlay(snapshots: readonly LayerSnapshot[]): void {
  const store = useChartStore();
  const playing = useChartState((state) => state.playing);
  const newest = useRef(snapshots);
  useEffect(() => {
    newest.current = snapshots;
  }, [snapshots]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const step = nextStep(newest.current, store.getState().pinned);
      store.setState(step === null ? { playing: false } : { pinned: step });
    }, PLAY_MS);
    return () => clearInterval(timer);
  }, [playing, store]);
}

/** Lets go of steps and ranges of a run when another takes its place. */
export function useResetWithRun(run: unknown): void {
  const store = useChartStore();
  const before = useRef(run);
  useEffect(() => {
    if (before.current === run) return;
    before.current = run;
    store.setState(FROM_HERE);
  }, [run, store]);
}
