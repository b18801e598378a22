import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import type { CurvePicture } from '../../../export/picture.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, shownStep } from '../chart-store.ts';
import { createDepthModeller, type DepthModel, FEW_ARMS } from '../depth-model.ts';
import { drawCells, paintCells } from '../heat-cells.ts';
import { columnsOf } from '../heat-steps.ts';
import { shownArms } from '../shown-arms.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';
import { type CellImage, DepthFigure } from './DepthFigure.tsx';
import { drawCharts } from './draw-charts.tsx';

/** Pixels of a cell image for one of the figure. */
const SCALE = 2;

/** The depth profile at a size of its own. */
export async function depthPicture({ record, view }: PictureSource, width: number): Promise<CurvePicture> {
  const arms = shownArms(record.config.arms.length, view.layers.arms, FEW_ARMS);
  const snapshots = snapshotsIn(record.snapshots, view.range);
  const model = createDepthModeller()(record, snapshots, view.range, arms);
  const shown = snapshotAt(record.snapshots, shownStep(view))?.step ?? 0;
  const [chart] = await drawCharts([
    <DepthFigure key="depth" model={model} width={width} shown={shown} image={cellImages(model)} />,
  ]);
  if (chart === undefined) throw new Error('No depth profile was drawn');
  return { kind: 'curve', title: CHART_TITLES.depth, chart };
}

/** Cells drawn at their full size, for not every browser stretches an image inside an SVG without smoothing it. */
const cellImages =
  ({ steps, span, stepsDone, layers }: DepthModel): CellImage =>
  ({ maps, scale, ramp }, map, { width, height }) => {
    const columns = columnsOf(steps, span, stepsDone, width * SCALE);
    const small = document.createElement('canvas');
    drawCells(small, paintCells(columns, maps[map]?.figures ?? [], layers, scale, ramp), layers);
    const large = document.createElement('canvas');
    [large.width, large.height] = [width * SCALE, height * SCALE];
    const context = large.getContext('2d');
    if (context === null) throw new Error('This browser gives no canvas to draw on');
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, large.width, large.height);
    return large.toDataURL('image/png');
  };
