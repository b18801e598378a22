import { RangeSlider } from '@mantine/core';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { useTouchSlider } from '../controls/touch-slider.ts';
import curves from './Curves.module.css';
import { useChartState, useChartStore } from './chart-store.ts';
import styles from './Time.module.css';
import { placesOf, rangeOf } from './time-steps.ts';

/** Chooses the first and the last step that charts over time show. */
export function StepRange({ snapshots }: { snapshots: readonly LayerSnapshot[] }) {
  const store = useChartStore();
  const ref = useTouchSlider();
  const range = useChartState((state) => state.range);
  const places = placesOf(snapshots, range);
  const stepAt = (place: number) => formatWhole(snapshots[place]?.step ?? 0);
  return (
    <div className={styles['line']}>
      <span className={styles['name']}>Steps</span>
      <RangeSlider
        ref={ref}
        className={styles['slider']}
        min={0}
        max={Math.max(1, snapshots.length - 1)}
        minRange={Math.min(1, snapshots.length - 1)}
        value={places}
        onChange={(chosen) => store.setState({ range: rangeOf(snapshots, chosen), playing: false })}
        label={null}
        color="var(--ns-ink)"
        thumbFromLabel="First step of the range"
        thumbToLabel="Last step of the range"
        thumbValueText={(place) => `step ${stepAt(place)}`}
      />
      <output className={styles['step']}>
        {stepAt(places[0])} to {stepAt(places[1])}
      </output>
      <button
        type="button"
        className={curves['toggle']}
        disabled={range === null}
        onClick={() => store.setState({ range: null })}
      >
        whole run
      </button>
    </div>
  );
}
