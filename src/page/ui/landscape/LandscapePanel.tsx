import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { ChartTable } from '../charts/ChartTable.tsx';
import { ChartTools } from '../charts/ChartTools.tsx';
import curves from '../charts/Curves.module.css';
import { CHART_TITLES, useChartState } from '../charts/chart-store.ts';
import { stepAxisEnd } from '../charts/ticks.ts';
import styles from './Landscape.module.css';
import { ProbeControls } from './ProbeControls.tsx';
import { RibbonPlot } from './RibbonPlot.tsx';
import {
  describeRibbons,
  RIBBON_WORDS,
  type RibbonChart,
  ribbonCharts,
  ribbonCost,
  ribbonWords,
} from './ribbon-model.ts';

const HEIGHT = 210;

/** How the loss and its gradient change along the gradient, over training (Santurkar et al. 2018, Figure 4). */
export function LandscapePanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const asTable = useChartState(({ tables }) => tables.includes('landscape')) && record !== null;
  const ribbons = record?.ribbons;
  const [run, changes] = [record?.config, record?.changes];
  const charts = useMemo(
    () => ribbonCharts(run && changes ? { config: run, changes } : null, ribbons ?? []),
    [run, changes, ribbons],
  );
  const measured = ribbons !== undefined && ribbons.length > 0;
  const endStep = stepAxisEnd(config.steps, record?.step ?? 0);
  return (
    <section className="ns-card" aria-labelledby="chart-landscape">
      <div className={curves['head']}>
        <h2 id="chart-landscape">{CHART_TITLES.landscape}</h2>
        <div className={curves['tools']}>
          <ChartTools chart="landscape" record={record} config={config} />
        </div>
      </div>
      <ProbeControls what="ribbons" label="Measure now" name="ribbonsEvery" />
      {asTable && <ChartTable chart="landscape" record={record} config={config} />}
      {!asTable && measured && (
        <div className={styles['trio']}>
          {charts.map((chart) => (
            <RibbonFigure key={chart.quantity} chart={chart} endStep={endStep} />
          ))}
        </div>
      )}
      {measured && (
        <ul className={styles['words']}>
          {ribbonWords(charts, ribbons).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p className={styles['hint']}>
        {measured
          ? ''
          : 'Off until it is asked for, since it takes its time: press Measure now, or set a number of steps. '}
        From the weights as they are, steps of ½ to 4 times each arm’s own rate along the gradient of one
        batch: how far the loss varies, how far the gradient turns, and the largest of its changes per length
        of step (Santurkar et al. 2018).
        {measured && ` It takes ${ribbonCost(ribbons, record?.elapsedMs ?? 0)}.`}
      </p>
    </section>
  );
}

const RibbonFigure = memo(function RibbonFigure({ chart, endStep }: { chart: RibbonChart; endStep: number }) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  return (
    <div>
      <h3>{RIBBON_WORDS[chart.quantity].title}</h3>
      <div ref={ref} className={styles['plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <div role="img" aria-label={describeRibbons(chart)}>
            <RibbonPlot chart={chart} endStep={endStep} width={width} height={HEIGHT} />
          </div>
        )}
      </div>
    </div>
  );
});
