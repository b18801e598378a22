import type { Point } from './downsample.ts';
import type { Scale } from './line-path.ts';

/**
 * An SVG path around the area between two lines whose points share their steps, broken where a value is not finite. Where only
 * one point stands alone it is a line from the one to the other.
 */
export function bandPath(low: readonly Point[], high: readonly Point[], x: Scale, y: Scale): string {
  let path = '';
  let run: { x: string; low: string; high: string }[] = [];
  const close = () => {
    if (run.length > 0) {
      const there = run.map((one) => `${one.x} ${one.high}`).join('L');
      const back = run.map((one) => `${one.x} ${one.low}`).reverse();
      path += `M${there}L${back.join('L')}Z`;
    }
    run = [];
  };
  for (const [index, bottom] of low.entries()) {
    const top = high[index];
    if (top === undefined || !Number.isFinite(bottom.y) || !Number.isFinite(top.y)) close();
    else run.push({ x: x(bottom.x).toFixed(1), low: y(bottom.y).toFixed(1), high: y(top.y).toFixed(1) });
  }
  close();
  return path;
}
