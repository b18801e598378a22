import { useMemo } from 'react';

/** The first of the values that say the same, so that nothing is drawn anew where nothing changed. */
export function useSteady<T>(value: T): T {
  const key = JSON.stringify(value);
  return useMemo(() => JSON.parse(key) as T, [key]);
}
