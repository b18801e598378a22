import { useEffect, useRef, useState } from 'react';

/**
 * A value that may change many times a second, taken over no more often than every `intervalMs`, and the newest always in
 * the end. When `key` changes it is taken over at once.
 */
export function useThrottled<T>(value: T, intervalMs: number, key: string): T {
  const [taken, setTaken] = useState({ value, key });
  const takenAt = useRef(0);
  if (taken.key !== key) setTaken({ value, key });
  useEffect(() => {
    const wait = Math.max(0, takenAt.current + intervalMs - performance.now());
    const timer = setTimeout(() => {
      takenAt.current = performance.now();
      setTaken((before) => (before.value === value && before.key === key ? before : { value, key }));
    }, wait);
    return () => clearTimeout(timer);
  }, [value, key, intervalMs]);
  return taken.key === key ? taken.value : value;
}
