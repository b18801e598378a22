import { hiddenLayers } from '../../../../common/experiment/config.ts';
import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import { figureCardWidth } from '../../../export/figure.ts';
import { histogramWidth } from '../../../export/layer-figure.ts';
import type { ChartSvg, LayersPicture } from '../../../export/picture.ts';
import type { ChartSource, PictureSource } from '../chart-source.ts';
import { CHART_TITLES, shownStep } from '../chart-store.ts';
import { LayerHistogram } from '../LayerHistogram.tsx';
import { layerModel } from '../layer-model.ts';
import { timePlot } from '../layer-time.ts';
import { armsAt, type LayersLook, probesOf } from '../layers-look.ts';
import { axesWords, lookWords } from '../layers-words.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';
import { drawCharts } from './draw-charts.tsx';
import { stripsChart } from './strips-chart.ts';

const FIGURES = 'Standard deviations: of all values, across images, between units.';

/** The layers' cards, as the page shows them. */
export async function layersPicture(source: PictureSource, figureWidth: number): Promise<LayersPicture> {
  const look = lookOf(source);
  const layers = Array.from({ length: hiddenLayers(look.run.config) }, (_, index) => index + 1);
  const models = layers.map((layer) => layerModel(look, layer));
  const width = histogramWidth(figureCardWidth(figureWidth));
  const probes = probesOf(look.view);
  const overlay = look.view.view === 'overlay';
  const charts: readonly ChartSvg[] =
    look.view.view === 'time'
      ? layers.flatMap((layer) =>
          probes.map((probe) =>
            stripsChart(
              timePlot(look, layer, probe, width),
              look.snapshot?.step ?? null,
              width,
              source.scheme,
            ),
          ),
        )
      : await drawCharts(
          models.flatMap(({ cell, plots }) =>
            plots.map((histograms, index) => (
              <LayerHistogram
                key={`${cell.title} ${probes[index]}`}
                histograms={histograms}
                overlay={overlay}
                width={width}
              />
            )),
          ),
        );
  return {
    kind: 'layers',
    title: CHART_TITLES.layers,
    subtitle: `${lookWords(look)} ${axesWords(look)} ${FIGURES}`,
    cards: models.map(({ cell }, index) => ({
      cell:
        look.view.view === 'time'
          ? { ...cell, parts: cell.parts.map((part) => ({ ...part, axes: [] })) }
          : cell,
      charts: charts.slice(index * probes.length, (index + 1) * probes.length),
    })),
  };
}

/** What the cards are drawn from, at the shown step. */
export function lookOf({ record, config, view }: ChartSource): LayersLook {
  const snapshot = snapshotAt(record.snapshots, shownStep(view));
  return {
    run: record,
    snapshot,
    snapshots: snapshotsIn(record.snapshots, view.range),
    arms: armsAt(record, config, snapshot, view.layers),
    view: view.layers,
  };
}
