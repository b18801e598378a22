import { formatWhole } from '../../common/lib/format.ts';

/** 6 s, 1 min 05 s, 2 h 03 min. */
export function formatDuration(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Steps a second in few digits: 2,570, 212, 8.4. */
export const formatSpeed = (stepsPerSecond: number): string =>
  stepsPerSecond >= 10 ? formatWhole(stepsPerSecond) : stepsPerSecond.toFixed(1);
