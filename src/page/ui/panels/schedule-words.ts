import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { formatWhole } from '../../../common/lib/format.ts';

/** What the schedule makes of the rates set by hand; null where there is none. */
export function scheduleWords({
  dropEvery,
  dropFactor,
  warmup,
}: Pick<ExperimentConfig, 'warmup' | 'dropEvery' | 'dropFactor'>): string | null {
  const drops = dropEvery > 0 && dropFactor !== 1;
  const parts = [
    ...(warmup > 0 ? [`it grows to its full size over ${steps(warmup)}`] : []),
    ...(drops ? [`× ${dropFactor} every ${steps(dropEvery)}`] : []),
  ];
  return parts.length === 0 ? null : `A schedule multiplies each rate: ${parts.join(', then ')}.`;
}

const steps = (count: number): string => (count === 1 ? 'step' : `${formatWhole(count)} steps`);
