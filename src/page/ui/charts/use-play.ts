import { useEffect, useRef } from 'react';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { useChartState, useChartStore } from './chart-store.ts';
import { nextStep, PLAY_MS } from './time-steps.ts';

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
