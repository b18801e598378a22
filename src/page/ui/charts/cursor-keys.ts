import { at, last, type Series } from '../../../common/lib/series.ts';
import { lastAtOrBefore } from './readings.ts';

/** Tested steps that Page Up and Page Down pass over. */
const PAGE = 10;

/**
 * Where a key moves the step cursor: from tested step to tested step.
 *
 * @param cursor where it is; null when it is off
 * @returns the new step, null to put it off, undefined when the key means nothing here
 */
export function stepByKey(
  key: string,
  cursor: number | null,
  tested: Series,
  stepsDone: number,
): number | null | undefined {
  if (key === 'Escape') return cursor === null ? undefined : null;
  if (tested.length === 0) return undefined;
  const here = lastAtOrBefore(tested, cursor ?? stepsDone);
  const to = (index: number) => at(tested, Math.min(tested.length - 1, Math.max(0, index)));
  const between = cursor !== null && at(tested, here) < cursor;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(cursor === null || between ? here : here - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return to(cursor === null ? here : here + 1);
    case 'PageDown':
      return to(here - PAGE);
    case 'PageUp':
      return to(here + PAGE);
    case 'Home':
      return at(tested, 0);
    case 'End':
      return last(tested);
    default:
      return undefined;
  }
}
