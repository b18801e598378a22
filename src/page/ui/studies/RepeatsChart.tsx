import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { Choice } from '../charts/Choice.tsx';
import curves from '../charts/Curves.module.css';
import { type RepeatsView, useChartState, useChartStore } from '../charts/chart-store.ts';
import { FigureTable } from '../charts/FigureTable.tsx';
import { ViewToggle } from '../charts/ViewToggle.tsx';
import { BAND_CHOICES } from './bands.ts';
import styles from './Repeats.module.css';
import { RepeatsCursor } from './RepeatsCursor.tsx';
import { RepeatsLegend } from './RepeatsLegend.tsx';
import { RepeatsPlot } from './RepeatsPlot.tsx';
import { RepeatsTools } from './RepeatsTools.tsx';
import { type RepeatsModel, repeatsModel } from './repeats-model.ts';
import { repeatsMeans } from './repeats-table.ts';
import { describeRepeats, REPEATS_TITLES } from './repeats-words.ts';

const HEIGHT = 300;
const OF = 'over seeds';

const FIGURES = [
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'loss', label: 'Loss' },
] as const;

/** Mean and band of every arm over the seeds, by training step. */
export function RepeatsChart({ record }: { record: StudyRecord }) {
  const view = useChartState((state) => state.repeats);
  const model = useMemo(() => repeatsModel(record, view), [record, view]);
  const title = REPEATS_TITLES[view.figure];
  return (
    <section className="ns-card" aria-labelledby="ns-repeats-chart">
      <div className={curves['head']}>
        <h2 id="ns-repeats-chart">{title}</h2>
        <div className={curves['tools']}>
          <RepeatsTools record={record} />
        </div>
      </div>
      <Controls view={view} />
      {view.tabled ? (
        <FigureTable table={repeatsMeans(model)} name={`${title}: table`} />
      ) : (
        <Plot model={model} />
      )}
    </section>
  );
}

function Controls({ view }: { view: RepeatsView }) {
  const store = useChartStore();
  const set = (part: Partial<RepeatsView>) =>
    store.setState(({ repeats }) => ({ repeats: { ...repeats, ...part } }));
  return (
    <div className={styles['controls']}>
      <Choice
        label="Figure over seeds"
        data={FIGURES}
        value={view.figure}
        onChange={(figure) => set({ figure })}
      />
      <Choice
        label="Band over seeds"
        data={BAND_CHOICES}
        value={view.band}
        onChange={(band) => set({ band })}
      />
      <ViewToggle
        label="single curves"
        of={OF}
        title="The line of every seed, thin"
        on={view.singles}
        onToggle={() => set({ singles: !view.singles })}
      />
      <ViewToggle
        label="log x"
        of={OF}
        title="Training steps on a logarithmic axis: early steps get more room"
        on={view.logX}
        onToggle={() => set({ logX: !view.logX })}
      />
      {view.figure === 'loss' && (
        <ViewToggle
          label="log y"
          of={OF}
          title="Loss on a logarithmic axis: small losses get more room"
          on={view.logY}
          onToggle={() => set({ logY: !view.logY })}
        />
      )}
      <ViewToggle
        label="table"
        of={OF}
        title="Mean, band and number of seeds at every test, as a table"
        on={view.tabled}
        onToggle={() => set({ tabled: !view.tabled })}
      />
    </div>
  );
}

function Plot({ model }: { model: RepeatsModel }) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  const tested = model.steps.length > 0;
  return (
    <>
      <RepeatsLegend model={model} />
      <div ref={ref} className={curves['plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <div role="img" aria-label={describeRepeats(model)}>
            <RepeatsPlot model={model} width={width} height={HEIGHT} />
          </div>
        )}
        {width > 0 && tested && <RepeatsCursor model={model} width={width} height={HEIGHT} />}
        {!tested && <p className={curves['empty']}>The means are drawn from the first test on.</p>}
      </div>
    </>
  );
}
