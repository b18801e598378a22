import { useRef, useState } from 'react';

/** The keys that move a slider. Held down, they repeat. */
const MOVING = /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;

/**
 * A value on its way: it is shown at once, and taken when it rests. That is when the key is let go, the pointer lifted, or
 * the focus lost; each repeat of a held key would otherwise be a change of its own.
 *
 * @param take takes the value at rest
 */
export function useRest(take: (value: number) => void) {
  const [moved, setMoved] = useState<number | null>(null);
  const newest = useRef<number | null>(null);
  const by = useRef<'key' | 'pointer' | null>(null);
  function rest() {
    by.current = null;
    const value = newest.current;
    newest.current = null;
    setMoved(null);
    if (value !== null) take(value);
  }
  return {
    /** Null at rest. */
    moved,
    move(value: number) {
      newest.current = value;
      setMoved(value);
      // A slider may tell of a move after the pointer was lifted.
      if (by.current === null) rest();
    },
    /** For what a slider calls the end of a move: each repeat of a key is one to it. */
    pointerLifted() {
      if (by.current !== 'key') rest();
    },
    giveUp() {
      newest.current = null;
      rest();
    },
    /** For the element around what is moved. */
    handlers: {
      onPointerDownCapture() {
        by.current = 'pointer';
      },
      onKeyDownCapture({ key }: { key: string }) {
        if (MOVING.test(key)) by.current = 'key';
      },
      onKeyUpCapture({ key }: { key: string }) {
        if (MOVING.test(key)) rest();
      },
      onBlurCapture: rest,
    },
  };
}
