import { useElementSize } from '@mantine/hooks';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { Probe } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { ChartTools } from './ChartTools.tsx';
import { LayerCard } from './LayerCard.tsx';
import styles from './Layers.module.css';
import { LayersHelp } from './LayersHelp.tsx';
import { CELL_PADDING, cellWidth, columnsFor } from './layer-grid.ts';
import { PROBE_NAMES } from './layer-model.ts';
import { useInTurns } from './use-in-turns.ts';

/** Histograms drawn in one animation frame: two arms in ten layers are all new after 2, eight arms in twenty after 20. */
const HISTOGRAMS_A_FRAME = 12;

/**
 * What the hidden layers hold: a card a layer, the arms mirrored in each.
 *
 * @param record null before the first run: the cards are empty then
 */
export function LayersPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const probe: Probe = 'activation';
  const { ref, width } = useElementSize();
  const { depth, arms } = record?.config ?? config;
  const perFrame = Math.max(1, Math.floor(HISTOGRAMS_A_FRAME / arms.length));
  const shown = useInTurns(record, null, record?.environment, depth, perFrame);
  const layers = Array.from({ length: depth }, (_, index) => index + 1);
  const columns = columnsFor(width, depth);
  return (
    <section className="ns-card" aria-labelledby="chart-layers">
      <div className={styles['head']}>
        <h2 id="chart-layers">Inside the layers</h2>
        <span className="ns-sub">{stepText(record, probe)}</span>
        <div className={styles['tools']}>
          <LayersHelp />
          <ChartTools chart="layers" record={record} config={config} />
        </div>
      </div>
      <p className={styles['lead']}>
        {record === null
          ? 'Press Start: every layer’s values will be drawn here, arm over arm.'
          : 'Only spread across images tells the next layer anything: a wide histogram can be made of units that never change.'}
      </p>
      <div
        ref={ref}
        className={styles['grid']}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {width > 0 &&
          layers.map((layer) => (
            <LayerCard
              key={layer}
              record={shown[layer - 1] ?? null}
              config={config}
              layer={layer}
              probe={probe}
              width={cellWidth(width, columns) - 2 * CELL_PADDING}
            />
          ))}
      </div>
    </section>
  );
}

function stepText(record: RunRecord | null, probe: Probe): string {
  const name = PROBE_NAMES[probe];
  const live = record?.snapshots.at(-1) ?? null;
  if (live === null) return name;
  return live.step === 0
    ? `${name}, before the first training step`
    : `${name}, training batch at step ${formatWhole(live.step)}`;
}
