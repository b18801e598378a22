import { useElementSize } from '@mantine/hooks';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { ArmSample } from './ArmSample.tsx';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CHART_TITLES, useChartState } from './chart-store.ts';
import styles from './Depth.module.css';
import { GradientPlot } from './GradientPlot.tsx';
import { describeGradient } from './gradient-model.ts';
import { useGradientModel } from './use-gradient-model.ts';

/**
 * The gradient that reaches each layer, of every arm, at the step that all charts share.
 *
 * @param record null before the first run: the axes are empty then
 */
export function GradientPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const asTable = useChartState((state) => state.tables.includes('gradient'));
  const model = useGradientModel(record, config);
  return (
    <section className={`ns-card ${styles['gradient']}`} aria-labelledby="chart-gradient">
      <div className={styles['head']}>
        <h2 id="chart-gradient">{CHART_TITLES.gradient}</h2>
        <span className="ns-sub">{model.step === null ? '' : `step ${formatWhole(model.step)}`}</span>
        <div className={styles['tools']}>
          <ChartTools chart="gradient" record={record} config={config} />
        </div>
      </div>
      {asTable && record !== null ? (
        <ChartTable chart="gradient" record={record} config={config} />
      ) : (
        <Chart model={model} />
      )}
      {record !== null && (
        <ul className={styles['words']}>
          {model.arms.map(({ arm, look, words }) => (
            <li key={arm} data-tone={look.tone}>
              <ArmSample arm={arm} tone={look.tone} />
              <span>{words}</span>
              {look.own !== '' && <span className="ns-sub">{look.own}</span>}
            </li>
          ))}
        </ul>
      )}
      <p className={styles['hint']}>
        A layer learns from what reaches it from the loss above. When each layer passes on only a part, little
        is left for the first ones; when each adds to it, they are thrown about.
      </p>
    </section>
  );
}

function Chart({ model }: { model: ReturnType<typeof useGradientModel> }) {
  const { ref, width: measuredWidth, height: measuredHeight } = useElementSize();
  const [width, height] = [Math.floor(measuredWidth), Math.floor(measuredHeight)];
  return (
    <div ref={ref} className={styles['gradientPlot']}>
      {width > 0 && height > 0 && (
        <div className={styles['gradientChart']} role="img" aria-label={describeGradient(model)}>
          <GradientPlot model={model} width={width} height={height} />
        </div>
      )}
      {model.step === null && (
        <p className={styles['empty']}>
          Press Start: the gradient that reaches each layer will be drawn here.
        </p>
      )}
    </div>
  );
}
