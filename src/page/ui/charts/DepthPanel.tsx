import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CHART_TITLES, type ChartState, shownStep, useChartState, useChartStore } from './chart-store.ts';
import styles from './Depth.module.css';
import { DepthQuantity } from './DepthQuantity.tsx';
import { createDepthModeller, FEW_ARMS } from './depth-model.ts';
import { Hatched } from './HeatFrame.tsx';
import type { HeatCell } from './heat-keys.ts';
import { indexAt } from './heat-steps.ts';
import { shownArms } from './shown-arms.ts';
import { useSnapshotsInRange } from './use-shown-snapshot.ts';
import { useSteady } from './use-steady.ts';

/** From this width on the quantities stand side by side, in pixels. */
const SIDE_BY_SIDE = 820;
/** Between them; the same in the style sheet. */
const GAP = 24;

/**
 * Every layer over the whole run, as heat maps: spread of z across images, gradient, and the saturated or dead share.
 *
 * @param record null before the first run
 */
export function DepthPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const asTable = useChartState((state) => state.tables.includes('depth'));
  const range = useChartState((state) => state.range);
  return (
    <section className="ns-card" aria-labelledby="chart-depth">
      <div className={styles['head']}>
        <h2 id="chart-depth">{CHART_TITLES.depth}</h2>
        <span className="ns-sub">{stepsText(range)}</span>
        <div className={styles['tools']}>
          <ChartTools chart="depth" record={record} config={config} />
        </div>
      </div>
      {record === null || record.snapshots.length === 0 ? (
        <p className={styles['hint']}>
          Press Start: how well each layer tells images apart, how much gradient reaches it, and how much of
          it is saturated or dead will be drawn here as colours, step by step.
        </p>
      ) : asTable ? (
        <ChartTable chart="depth" record={record} config={config} />
      ) : (
        <Maps record={record} />
      )}
    </section>
  );
}

const stepsText = (range: ChartState['range']): string =>
  range === null
    ? 'every layer, over the whole run'
    : `every layer, steps ${formatWhole(range[0])} to ${formatWhole(range[1])}`;

function Maps({ record }: { record: RunRecord }) {
  const { ref, width } = useElementSize();
  const store = useChartStore();
  const range = useChartState((state) => state.range);
  const step = useChartState(shownStep);
  const chosen = useChartState((state) => state.layers.arms);
  const arms = useSteady(shownArms(record.config.arms.length, chosen, FEW_ARMS));
  const snapshots = useSnapshotsInRange(record);
  const [modeller] = useState(createDepthModeller);
  const model = useMemo(
    () => modeller(record, snapshots, range, arms),
    [modeller, record, snapshots, range, arms],
  );
  const [pointed, setPointed] = useState<{ map: string; layer: number } | null>(null);
  const { steps } = model;
  const across = width >= SIDE_BY_SIDE ? model.rows.length : 1;
  const point = useCallback(
    (map: string, cell: HeatCell | null) => {
      setPointed(cell && { map, layer: cell.layer });
      store.setState({ cursor: cell === null ? null : (steps[cell.index] ?? null) });
    },
    [store, steps],
  );
  const pin = useCallback(
    (cell: HeatCell | null) =>
      store.setState({ cursor: null, pinned: cell && (steps[cell.index] ?? null), playing: false }),
    [store, steps],
  );
  return (
    <div
      ref={ref}
      className={styles['quantities']}
      style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
    >
      <p className={styles['hint']}>
        {steps.length === 0
          ? 'No look inside the layers was kept in this range of steps.'
          : 'Look for a layer that goes dark where its neighbours stay bright: from there on the image, or on the way back the gradient, is lost.'}
      </p>
      {width > 0 &&
        steps.length > 0 &&
        model.rows.map((row) => (
          <DepthQuantity
            key={row.quantity}
            model={model}
            row={row}
            width={Math.floor((width - (across - 1) * GAP) / across)}
            shown={shownIndex(steps, step)}
            pointed={pointed}
            onPoint={point}
            onPin={pin}
          />
        ))}
      {model.rows.length < 3 && <p className={styles['hint']}>Linear units neither saturate nor die.</p>}
      {model.hasGaps && (
        <p className={styles['gaps']}>
          <svg width="22" height="12" aria-hidden="true">
            <Hatched x={0} y={0} width={22} height={12} />
          </svg>
          no figure: the arm has diverged, or the figure is not a number
        </p>
      )}
    </div>
  );
}

/** Index of the snapshot shown in all charts; -1 when it is out of the range. */
function shownIndex(steps: readonly number[], step: number | null): number {
  if (step === null) return steps.length - 1;
  return step < (steps[0] ?? 0) ? -1 : indexAt(steps, step);
}
