import { useElementSize } from '@mantine/hooks';
import { useCallback } from 'react';
import { type ExperimentConfig, hiddenLayers } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CHART_TITLES, useChartState, useChartStore } from './chart-store.ts';
import { LayerCard } from './LayerCard.tsx';
import styles from './Layers.module.css';
import { LayersControls } from './LayersControls.tsx';
import { LayersHelp } from './LayersHelp.tsx';
import { CELL_PADDING, cellWidth, columnsFor } from './layer-grid.ts';
import type { LayersLook } from './layers-look.ts';
import { axesWords, lookWords } from './layers-words.ts';
import { useInTurns } from './use-in-turns.ts';
import { useLayersLook } from './use-layers-look.ts';

/** Below this width six probes do not fit in a row. */
const NARROW = 520;

/**
 * What the hidden layers hold: a card a layer.
 *
 * @param record null before the first run: the cards are empty then
 */
export function LayersPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const { ref, width } = useElementSize();
  const look = useLayersLook(record, config);
  const asTable = useChartState(({ tables }) => tables.includes('layers')) && record !== null;
  return (
    <section className="ns-card" aria-labelledby="chart-layers">
      <div className={styles['head']}>
        <h2 id="chart-layers">{CHART_TITLES.layers}</h2>
        <div className={styles['tools']}>
          <LayersHelp />
          <ChartTools chart="layers" record={record} config={config} />
        </div>
      </div>
      <div ref={ref}>
        <LayersControls config={look.run.config} narrow={width < NARROW} />
        {(asTable || width === 0) && <p className={styles['lead']}>{lookWords(look)}</p>}
        {asTable && <ChartTable chart="layers" record={record} config={config} />}
        {!asTable && width > 0 && <Cards look={look} record={record} width={width} />}
      </div>
    </section>
  );
}

/** Histograms drawn in one animation frame: two arms in ten layers are all new after 2, eight arms in twenty after 20. */
const HISTOGRAMS_A_FRAME = 12;

function Cards({ look, record, width }: { look: LayersLook; record: RunRecord | null; width: number }) {
  const store = useChartStore();
  const depth = hiddenLayers(look.run.config);
  const chosen = useChartState(({ unit }) => unit.layer) ?? depth;
  const onChoose = useCallback((layer: number) => store.setState({ unit: { layer, unit: null } }), [store]);
  const perFrame = Math.max(1, Math.floor(HISTOGRAMS_A_FRAME / look.arms.length));
  const shown = useInTurns(look, look, record?.environment, depth, perFrame);
  const columns = columnsFor(width, depth);
  return (
    <>
      <Caption drawn={shown} />
      <div className={styles['grid']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {Array.from({ length: depth }, (_, index) => index + 1).map((layer) => (
          <LayerCard
            key={layer}
            look={shown[layer - 1] ?? look}
            layer={layer}
            width={cellWidth(width, columns) - 2 * CELL_PADDING}
            chosen={layer === Math.min(chosen, depth)}
            onChoose={onChoose}
          />
        ))}
      </div>
    </>
  );
}

/** What the cards show, as they are drawn: they get what is new one after the other, so some are a step ahead of the rest. */
function Caption({ drawn }: { drawn: readonly LayersLook[] }) {
  const filled = drawn.filter(({ snapshot }) => snapshot !== null);
  const steps = filled.map(({ snapshot }) => snapshot?.step ?? 0);
  const oldest = filled[steps.indexOf(Math.min(...steps))] ?? drawn[0];
  if (oldest === undefined) return null;
  return (
    <p className={styles['lead']}>
      {lookWords(oldest, Math.max(0, ...steps))}{' '}
      {oldest.snapshot !== null && <span>{axesWords(oldest)}</span>}
    </p>
  );
}
