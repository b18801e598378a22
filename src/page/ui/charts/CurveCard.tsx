import { useElementSize } from '@mantine/hooks';
import { memo, type ReactNode, useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Ghost } from '../../store/compared-runs.ts';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CursorOverlay } from './CursorOverlay.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { CurvePlot } from './CurvePlot.tsx';
import styles from './Curves.module.css';
import { CHART_TITLES, type CurveName, useChartState } from './chart-store.ts';
import { createCurveModeller } from './curve-model.ts';
import { ghostCurves } from './ghost-curves.ts';
import { describeCurves, describeGhosts } from './readings.ts';
import { ViewToggles } from './ViewToggles.tsx';

const HEIGHT = 250;

interface CurveProps {
  name: CurveName;
  record: RunRecord | null;
  config: ExperimentConfig;
  ghosts: readonly Ghost[];
}

interface CardProps extends CurveProps {
  /** Below the chart. */
  note: ReactNode;
}

/** One curve chart with its title, legend, view, table and exports. */
export const CurveCard = memo(function CurveCard({ name, record, config, ghosts, note }: CardProps) {
  const tabled = useChartState(({ tables }) => tables.includes(name)) && record !== null;
  return (
    <section className="ns-card" aria-labelledby={`chart-${name}`}>
      <div className={styles['head']}>
        <h2 id={`chart-${name}`}>{CHART_TITLES[name]}</h2>
        <div className={styles['tools']}>
          {!tabled && <ViewToggles name={name} />}
          <ChartTools chart={name} record={record} config={config} />
        </div>
      </div>
      {tabled ? (
        <ChartTable chart={name} record={record} config={config} ghosts={ghosts} />
      ) : (
        <CurveChart name={name} record={record} config={config} ghosts={ghosts} />
      )}
      {note}
    </section>
  );
});

function CurveChart({ name, record, config, ghosts }: CurveProps) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  const view = useChartState((state) => state.views[name]);
  const modeller = useMemo(() => createCurveModeller(name, view), [name, view]);
  const pinned = useMemo(() => describeGhosts(ghosts, name), [ghosts, name]);
  const behind = useMemo(() => ghosts.map((ghost) => ghostCurves(ghost, name)), [ghosts, name]);
  const model = useMemo(() => modeller(record, config, behind), [modeller, record, config, behind]);
  return (
    <>
      <CurveLegend model={model} />
      <div ref={ref} className={styles['plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <div role="img" aria-label={`${describeCurves(record, name)} ${pinned}`.trimEnd()}>
            <CurvePlot model={model} width={width} height={HEIGHT} />
          </div>
        )}
        {width > 0 && record !== null && (
          <CursorOverlay record={record} model={model} width={width} height={HEIGHT} />
        )}
        {record === null && ghosts.length === 0 && (
          <p className={styles['empty']}>Press Start: the curves will be drawn here.</p>
        )}
      </div>
    </>
  );
}
