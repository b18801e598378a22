/** Ticks of an axis of layers: all of them, or, where they would touch, every second, fifth or tenth with layer 1 before. */
export function layerTicks(layers: number, pixels: number, room: number): number[] {
  const all = Array.from({ length: layers }, (_, index) => index + 1);
  const stride = [1, 2, 5, 10].find((one) => (pixels * one) / layers >= room) ?? 20;
  if (stride === 1) return all;
  return all.filter((layer) => layer % stride === 0 || (layer === 1 && stride > 2));
}
