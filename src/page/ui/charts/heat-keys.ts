/** A cell of a heat map: which snapshot, and which layer. */
export interface HeatCell {
  readonly index: number;
  readonly layer: number;
}

/** Snapshots that Page Up and Page Down pass over. */
const PAGE = 10;

/**
 * The cell that a key leads to: left and right from snapshot to snapshot, up and down from layer to layer, layer 1 lowest.
 *
 * @returns undefined when the key means nothing here
 */
export function cellByKey(
  key: string,
  { index, layer }: HeatCell,
  size: { readonly snapshots: number; readonly layers: number },
): HeatCell | undefined {
  const to = (wanted: number) => ({ index: Math.min(size.snapshots - 1, Math.max(0, wanted)), layer });
  const up = (wanted: number) => ({ index, layer: Math.min(size.layers, Math.max(1, wanted)) });
  switch (key) {
    case 'ArrowLeft':
      return to(index - 1);
    case 'ArrowRight':
      return to(index + 1);
    case 'PageDown':
      return to(index - PAGE);
    case 'PageUp':
      return to(index + PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(size.snapshots - 1);
    case 'ArrowUp':
      return up(layer + 1);
    case 'ArrowDown':
      return up(layer - 1);
    default:
      return undefined;
  }
}
