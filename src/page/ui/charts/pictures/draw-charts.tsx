import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeChart } from '../../../export/chart-svg.ts';
import type { ChartSvg } from '../../../export/picture.ts';
import { PATIENCE_MS, tooSlow } from '../../../export/picture-problem.ts';

/**
 * Draws charts out of sight at sizes of their own, so that a picture does not depend on the window's, and takes them.
 *
 * @param charts elements that draw one Recharts chart each
 * @returns the charts, in order
 * @throws PictureProblem when they do not lay themselves out in time
 */
export async function drawCharts(charts: readonly ReactNode[]): Promise<ChartSvg[]> {
  const host = document.createElement('div');
  host.style.cssText = 'position:fixed;left:-20000px;top:0;visibility:hidden';
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host);
  try {
    root.render(charts);
    const start = performance.now();
    let drawn = takeDrawn(host);
    while (drawn.length < charts.length && performance.now() - start < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      drawn = takeDrawn(host);
    }
    if (drawn.length < charts.length) throw tooSlow('Laying out the charts', PATIENCE_MS);
    return drawn;
  } finally {
    root.unmount();
    host.remove();
  }
}

/** A chart is drawn when its scales are known, and with them its lines or bars. */
const takeDrawn = (host: HTMLElement): ChartSvg[] =>
  Array.from(host.querySelectorAll('svg'))
    .filter((svg) => svg.querySelector('[data-drawn]') !== null)
    .map(takeChart);
