import { ActionIcon, Slider } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { useTouchSlider } from '../controls/touch-slider.ts';
import curves from './Curves.module.css';
import { shownStep, useChartState, useChartStore } from './chart-store.ts';
import { KeptWords } from './KeptWords.tsx';
import { StepRange } from './StepRange.tsx';
import styles from './Time.module.css';
import { firstStep, placeOfStep } from './time-steps.ts';
import { usePlay } from './use-play.ts';
import { useSnapshotsInRange } from './use-shown-snapshot.ts';

const NONE: readonly LayerSnapshot[] = [];

/** The steps of the run: one step for all charts, chosen, played through, or the newest. */
export function TimeBar({ record }: { record: RunRecord | null; config: ExperimentConfig }) {
  const store = useChartStore();
  const inRange = useSnapshotsInRange(record);
  const ref = useTouchSlider();
  const [choosesRange, setChoosesRange] = useState(false);
  const playing = useChartState((state) => state.playing);
  const isLive = useChartState((state) => state.pinned === null);
  const step = useChartState(shownStep);
  usePlay(inRange);
  const place = placeOfStep(inRange, step);
  const last = Math.max(0, inRange.length - 1);
  const shown = inRange[place];
  const ready = inRange.length > 1;
  const show = (at: number) => store.setState({ pinned: inRange[at]?.step ?? null, playing: false });
  const play = () => {
    if (playing) store.setState({ playing: false });
    else store.setState({ playing: true, cursor: null, pinned: firstStep(inRange, store.getState().pinned) });
  };
  const words = shown === undefined ? '' : `step ${formatWhole(shown.step)}`;
  return (
    <section className={`ns-card ${styles['bar']}`} aria-label="Time: the step that all charts show">
      <div className={styles['line']}>
        <ActionIcon
          variant="default"
          size={32}
          radius="xl"
          disabled={!ready}
          aria-label={playing ? 'Stop playing back' : 'Play back'}
          onClick={play}
        >
          {playing ? (
            <IconPlayerPauseFilled size={15} aria-hidden="true" />
          ) : (
            <IconPlayerPlayFilled size={15} aria-hidden="true" />
          )}
        </ActionIcon>
        <Slider
          ref={ref}
          className={styles['slider']}
          disabled={!ready}
          min={0}
          max={Math.max(1, last)}
          value={ready ? place : 0}
          onChange={show}
          label={null}
          color="var(--ns-ink)"
          thumbLabel="Step shown in all charts"
          thumbValueText={`${words}${isLive ? ', newest' : ''}`}
        />
        <output className={styles['step']}>
          {shown === undefined ? <small>no steps yet</small> : words}
          {shown !== undefined && <small> {isLive ? 'newest' : 'recorded'}</small>}
        </output>
        <button
          type="button"
          className={curves['toggle']}
          aria-pressed={isLive && ready}
          disabled={!ready}
          title="Follow the run: all charts show the newest step"
          onClick={() => store.setState({ pinned: null, playing: false })}
        >
          live
        </button>
        <button
          type="button"
          className={curves['toggle']}
          aria-pressed={choosesRange}
          disabled={!ready}
          title="Choose the steps that charts over time show"
          onClick={() => setChoosesRange(!choosesRange)}
        >
          range
        </button>
      </div>
      {choosesRange && record !== null && <StepRange snapshots={record.snapshots} />}
      <KeptWords snapshots={record?.snapshots ?? NONE} />
    </section>
  );
}
