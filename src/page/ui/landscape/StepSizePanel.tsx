import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatCompact, formatWhole } from '../../../common/lib/format.ts';
import { selectArm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { ArmSample } from '../charts/ArmSample.tsx';
import { ChartTable } from '../charts/ChartTable.tsx';
import { ChartTools } from '../charts/ChartTools.tsx';
import curves from '../charts/Curves.module.css';
import { CHART_TITLES, shownStep, useChartState } from '../charts/chart-store.ts';
import styles from './Landscape.module.css';
import { ProbeControls } from './ProbeControls.tsx';
import { RateLines } from './RateLines.tsx';
import { StepSizePlot, stepSizeArea } from './StepSizePlot.tsx';
import {
  describeStepSizes,
  type StepSizeArm,
  type StepSizeModel,
  stepSizeModel,
  stepSizeWords,
} from './step-size-model.ts';

const HEIGHT = 260;

interface PanelProps {
  /** Null before the first run. */
  record: RunRecord | null;
  config: ExperimentConfig;
}

/** How far one could step along the gradient of one batch, and how far the learning rates do. */
export function StepSizePanel({ record, config }: PanelProps) {
  const asTable = useChartState(({ tables }) => tables.includes('stepsize')) && record !== null;
  const step = useChartState(shownStep);
  const probes = record?.stepSizes;
  const [run, changes] = [record?.config, record?.changes];
  const model = useMemo(
    () => stepSizeModel(run && changes ? { config: run, changes } : null, probes ?? [], step),
    [run, changes, probes, step],
  );
  return (
    <section className="ns-card" aria-labelledby="chart-stepsize">
      <div className={curves['head']}>
        <h2 id="chart-stepsize">{CHART_TITLES.stepsize}</h2>
        <span className="ns-sub">
          {model.step === null ? '' : `measured at step ${formatWhole(model.step)}`}
        </span>
        <div className={curves['tools']}>
          <ChartTools chart="stepsize" record={record} config={config} />
        </div>
      </div>
      <ProbeControls what="step-size" label="Probe now" name="probeEvery" />
      {asTable ? <ChartTable chart="stepsize" record={record} config={config} /> : <Chart model={model} />}
      <ul className={styles['words']}>
        {model.arms.map((own) => (
          <ArmWords key={own.arm} own={own} />
        ))}
      </ul>
      <p className={styles['hint']}>
        The loss of one training batch after one plain step against its gradient, whatever the optimizer;
        statistics are the batch’s own. A wide valley is what lets a learning rate be large (Bjorck et al.
        2018); a flat line is no valley, for no step helps there. Drag a line to set the rate.
        {model.step !== null && ` All sizes side by side took ${formatCompact(model.tookMs / 1000)} s.`}
      </p>
    </section>
  );
}

const Chart = memo(function Chart({ model }: { model: StepSizeModel }) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  return (
    <div ref={ref} className={styles['plot']} style={{ height: HEIGHT }}>
      {width > 0 && (
        <>
          <div role="img" aria-label={describeStepSizes(model)}>
            <StepSizePlot model={model} width={width} height={HEIGHT} />
          </div>
          <RateLines plot={stepSizeArea(width, HEIGHT)} />
        </>
      )}
      {model.step === null && (
        <p className={curves['empty']}>Press Probe now in a run, or have it probed every so many steps.</p>
      )}
    </div>
  );
});

function ArmWords({ own }: { own: StepSizeArm }) {
  const rate = usePageStore((state) => selectArm(state, own.arm).rate);
  return (
    <li data-tone={own.look.tone}>
      <ArmSample arm={own.arm} tone={own.look.tone} />
      <span>{stepSizeWords(own, rate)}</span>
    </li>
  );
}
