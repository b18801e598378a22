import { useMemo } from 'react';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { snapshotAt } from '../../../common/experiment/snapshots.ts';
import { type ChartState, shownStep, useChartState } from './chart-store.ts';

/** What was seen inside the layers at the step that all charts share. */
export function useShownSnapshot(record: RunRecord | null): LayerSnapshot | null {
  const step = useChartState(shownStep);
  return useMemo(() => snapshotAt(record?.snapshots ?? [], step), [record?.snapshots, step]);
}

/** The snapshots within the range of steps that views over time show. */
export function useSnapshotsInRange(record: RunRecord | null): readonly LayerSnapshot[] {
  const range = useChartState((state) => state.range);
  return useMemo(() => snapshotsIn(record?.snapshots ?? [], range), [record?.snapshots, range]);
}

export const snapshotsIn = (
  snapshots: readonly LayerSnapshot[],
  range: ChartState['range'],
): readonly LayerSnapshot[] =>
  range === null ? snapshots : snapshots.filter(({ step }) => step >= range[0] && step <= range[1]);
