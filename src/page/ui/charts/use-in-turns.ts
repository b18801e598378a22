import { useEffect, useRef, useState } from 'react';

/**
 * Hands a value that changes many times a second to several receivers in turn, a few each animation frame, so that
 * drawing it never holds the page up for long. Every receiver gets the newest value there is when its turn comes, and
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
  const turns = useRef({ value, next: 0, waiting: 0, frame: 0 });
  if (whole.run !== run || whole.receivers !== receivers) {
    setWhole({ run, receivers });
    setShown(Array(receivers).fill(first));
  }
  useEffect(() => {
    const state = turns.current;
    state.value = value;
    state.waiting = receivers;
    if (state.frame !== 0) return;
    const serve = () => {
      const served = new Set<number>();
      for (let count = Math.min(perFrame, state.waiting); count > 0; count--) {
        served.add(state.next % receivers);
        state.next = (state.next + 1) % receivers;
        state.waiting--;
      }
      setShown((before) => before.map((one, receiver) => (served.has(receiver) ? state.value : one)));
      state.frame = state.waiting > 0 ? requestAnimationFrame(serve) : 0;
    };
    state.frame = requestAnimationFrame(serve);
  }, [value, receivers, perFrame]);
  useEffect(() => {
    const state = turns.current;
    return () => {
      cancelAnimationFrame(state.frame);
      state.frame = 0;
    };
  }, []);
  return shown;
}
