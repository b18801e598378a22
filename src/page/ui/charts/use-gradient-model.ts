import { useMemo, useState } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { useChartState } from './chart-store.ts';
import { type GradientModel, gradientArms, gradientModel } from './gradient-model.ts';
import { createGrowingRange } from './growing-range.ts';
import { useShownSnapshot } from './use-shown-snapshot.ts';
import { useSteady } from './use-steady.ts';

/** What the gradient chart draws; the same object as long as nothing in it changes, however far the run goes on. */
export function useGradientModel(record: RunRecord | null, config: ExperimentConfig): GradientModel {
  const { arms: all } = record?.config ?? config;
  const chosen = useChartState((state) => state.layers.arms);
  const arms = useSteady(gradientArms(all.length, chosen));
  const snapshot = useShownSnapshot(record);
  const [rangeOf] = useState(() => createGrowingRange('gradient'));
  const range = useSteady(rangeOf(record?.snapshots ?? [], arms));
  const run = record?.config;
  const changes = record?.changes;
  const divergedAt = useSteady(record?.arms.map((arm) => arm.divergedAt) ?? []);
  return useMemo(() => {
    const facts = run && changes ? { config: run, changes, divergedAt } : null;
    return gradientModel(facts, config, snapshot, arms, range);
  }, [run, changes, divergedAt, config, snapshot, arms, range]);
}
