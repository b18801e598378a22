import type { CurvePicture } from '../../../export/picture.ts';
import { CurvePlot } from '../CurvePlot.tsx';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, type CurveName } from '../chart-store.ts';
import { createCurveModeller } from '../curve-model.ts';
import { ghostCurves } from '../ghost-curves.ts';
import { drawCharts } from './draw-charts.tsx';

/** A curve chart at a size of its own. */
export async function curvePicture(
  name: CurveName,
  { record, config, view, ghosts = [] }: PictureSource,
  size: { width: number; height: number },
): Promise<CurvePicture> {
  const behind = ghosts.map((ghost) => ghostCurves(ghost, name));
  const model = createCurveModeller(name, view.views[name])(record, config, behind);
  const [chart] = await drawCharts([<CurvePlot key={name} model={model} {...size} />]);
  if (chart === undefined) throw new Error(`No ${name} chart was drawn`);
  return { kind: 'curve', title: CHART_TITLES[name], chart };
}
