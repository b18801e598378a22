import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import { formatWhole } from '../../../../common/lib/format.ts';
import { figureCardWidth } from '../../../export/figure.ts';
import { histogramWidth } from '../../../export/layer-figure.ts';
import type { LayersPicture } from '../../../export/picture.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, shownStep } from '../chart-store.ts';
import { LayerHistogram } from '../LayerHistogram.tsx';
import { layerModel, PROBE_NAMES } from '../layer-model.ts';
import { drawCharts } from './draw-charts.tsx';

/** The layers' cards, as the page shows them. */
export async function layersPicture(
  { record, config, view }: PictureSource,
  figureWidth: number,
): Promise<LayersPicture> {
  const snapshot = snapshotAt(record.snapshots, shownStep(view));
  const models = Array.from({ length: record.config.depth }, (_, index) =>
    layerModel(record, config, index + 1),
  );
  const width = histogramWidth(figureCardWidth(figureWidth));
  const charts = await drawCharts(
    models.map(({ cell, histograms }) => (
      <LayerHistogram key={cell.title} histograms={histograms} width={width} />
    )),
  );
  const step = snapshot === null ? '' : `, training batch at step ${formatWhole(snapshot.step)}`;
  return {
    kind: 'layers',
    title: CHART_TITLES.layers,
    subtitle: `${PROBE_NAMES.activation}${step}. Standard deviation of all values, across images, and between units; pale: each unit is constant across images.`,
    cards: models.flatMap(({ cell }, index) => {
      const chart = charts[index];
      return chart === undefined ? [] : [{ cell, chart }];
    }),
  };
}
