import type { MouseEvent } from 'react';

export type Pointed = MouseEvent<HTMLElement>;

/**
 * What a chart's overlay does with a pointer. A finger has left before its click comes, so the click finds its place by itself.
 *
 * @param find what is under the pointer
 * @param onPoint told what is under it; null once it has left
 * @param onPin told what was clicked or tapped; null where it was no pointer that clicked, but a screen reader
 */
export const pointing = <T>(
  find: (event: Pointed) => T,
  onPoint: (found: T | null) => void,
  onPin: (found: T | null, event: Pointed) => void,
) => ({
  onPointerMove: (event: Pointed) => onPoint(find(event)),
  onPointerDown: (event: Pointed) => onPoint(find(event)),
  onPointerLeave: () => onPoint(null),
  onClick: (event: Pointed) => onPin(hasPlace(event) ? find(event) : null, event),
});

const hasPlace = ({ clientX, clientY }: Pointed): boolean => clientX !== 0 || clientY !== 0;

/** Whether a click is that of a finger, which shows nothing by hovering. */
export const isTap = ({ nativeEvent }: Pointed): boolean =>
  nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
