import { useEffect, useRef } from 'react';

/** Pixels that a finger moves sideways before it moves the thumb. */
const SLACK = 8;

/**
 * Makes one of Mantine's sliders leave a finger that moves up or down to the browser, which scrolls: Mantine moves the thumb as
 * soon as it is touched. The thumb follows a finger that moves sideways, and goes to where a finger taps.
 *
 * @returns to be given to the slider as `ref`
 */
export function useTouchSlider() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => (ref.current === null ? undefined : leaveScrolling(ref.current)), []);
  return ref;
}

function leaveScrolling(slider: HTMLElement): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  /** The finger on the slider. */
  let finger: { id: number; x: number; touched: Element; moves: boolean } | null = null;
  const asMouse = (type: 'mousedown' | 'mousemove' | 'mouseup', target: EventTarget, event: PointerEvent) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        clientX: event.clientX,
        clientY: event.clientY,
      }),
    );
  const end = (event: PointerEvent) => {
    if (event.pointerId !== finger?.id) return;
    const { moves, touched } = finger;
    finger = null;
    if (!moves) {
      if (event.type === 'pointercancel') return;
      asMouse('mousedown', touched, event);
    }
    // Mantine moves the thumb in the next frame, and would take the end of the movement sooner.
    requestAnimationFrame(() => asMouse('mouseup', touched, event));
  };
  // Mantine must not see the finger itself, nor the mouse that the browser makes of a tap.
  const keep = (event: TouchEvent) => event.stopPropagation();
  slider.addEventListener('touchstart', keep, { capture: true, passive: true, signal });
  slider.addEventListener(
    'touchend',
    (event) => {
      keep(event);
      if (event.cancelable) event.preventDefault();
    },
    { capture: true, passive: false, signal },
  );
  slider.addEventListener(
    'pointerdown',
    ({ clientX, isPrimary, pointerId, pointerType, target }) => {
      if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return;
      finger = { id: pointerId, x: clientX, touched: target, moves: false };
    },
    { signal },
  );
  slider.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== finger?.id) return;
      if (!finger.moves) {
        if (Math.abs(event.clientX - finger.x) < SLACK) return;
        finger.moves = true;
        asMouse('mousedown', finger.touched, event);
      }
      asMouse('mousemove', document, event);
    },
    { signal },
  );
  slider.addEventListener('pointerup', end, { signal });
  slider.addEventListener('pointercancel', end, { signal });
  return () => listening.abort();
}
