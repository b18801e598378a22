import { useMemo, useState } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { useChartState } from './chart-store.ts';
import { armsAt, type LayersLook, sameArms } from './layers-look.ts';
import { useShownSnapshot, useSnapshotsInRange } from './use-shown-snapshot.ts';

const NONE: readonly LayerSnapshot[] = [];
const NO_CHANGES: RunRecord['changes'] = [];

/** What the cards are drawn from; the same object for as long as nothing in it changes. */
export function useLayersLook(record: RunRecord | null, asked: ExperimentConfig): LayersLook {
  const view = useChartState((state) => state.layers);
  const snapshot = useShownSnapshot(record);
  const inRange = useSnapshotsInRange(record);
  const config = record?.config ?? asked;
  const changes = record?.changes ?? NO_CHANGES;
  const snapshots = view.view === 'time' ? inRange : NONE;
  const armsNow = armsAt(record, asked, snapshot, view);
  const [arms, keepArms] = useState(armsNow);
  if (!sameArms(arms, armsNow)) keepArms(armsNow);
  const run = useMemo(() => ({ config, changes }), [config, changes]);
  return useMemo(() => ({ run, snapshot, snapshots, arms, view }), [run, snapshot, snapshots, arms, view]);
}
