import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** After a turn the page rests for this many times as long as drawing took, so that training and the person get most of it. */
const REST = 2;
/** Turns shorter than this, in milliseconds, follow each other frame by frame. */
const QUICK_MS = 4;

/**
 * Hands a value that changes many times a second to several receivers in turn, a few each animation frame, so that
 * drawing it never holds the page up for long, with a rest after turns that took their time. Every receiver gets the newest value there is when its turn comes, and
 * none is left behind. When the run changes, all have `first` at once, so that none shows the run before.
 *
 * @param run tells runs apart, by reference
 * @returns what each receiver has now
 */
export function useInTurns<T>(
  value: T,
  first: T,
  run: unknown,
  receivers: number,
  perFrame: number,
): readonly T[] {
  const [shown, setShown] = useState<readonly T[]>(() => Array(receivers).fill(first));
  const [whole, setWhole] = useState({ run, receivers });
  const turns = useRef({ value, next: 0, waiting: 0, underWay: false, frame: 0, rest: 0 });
  if (whole.run !== run || whole.receivers !== receivers) {
    setWhole({ run, receivers });
    setShown(Array(receivers).fill(first));
  }
  useEffect(() => {
    const state = turns.current;
    state.value = value;
    state.waiting = receivers;
    if (state.underWay) return;
    state.underWay = true;
    const serve = () => {
      const served = new Set<number>();
      for (let count = Math.min(perFrame, state.waiting); count > 0; count--) {
        served.add(state.next % receivers);
        state.next = (state.next + 1) % receivers;
        state.waiting--;
      }
      const startedAt = performance.now();
      flushSync(() =>
        setShown((before) => before.map((one, receiver) => (served.has(receiver) ? state.value : one))),
      );
      const tookMs = performance.now() - startedAt;
      const goOn = () => {
        state.frame = requestAnimationFrame(serve);
      };
      if (state.waiting === 0) state.underWay = false;
      else if (tookMs < QUICK_MS) goOn();
      else state.rest = window.setTimeout(goOn, REST * tookMs);
    };
    state.frame = requestAnimationFrame(serve);
  }, [value, receivers, perFrame]);
  useEffect(() => {
    const state = turns.current;
    return () => {
      cancelAnimationFrame(state.frame);
      clearTimeout(state.rest);
      state.underWay = false;
    };
  }, []);
  return shown;
}
