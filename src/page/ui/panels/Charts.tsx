import { memo, useDeferredValue, useMemo, useState } from 'react';
import { selectRecord, selectShownConfig } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { CurvesPanel } from '../charts/CurvesPanel.tsx';
import { CHART_TITLES } from '../charts/chart-store.ts';
import { DepthPanel } from '../charts/DepthPanel.tsx';
import { ExportMenu } from '../charts/ExportMenu.tsx';
import { GradientPanel } from '../charts/GradientPanel.tsx';
import { LayersPanel } from '../charts/LayersPanel.tsx';
import { TimeBar } from '../charts/TimeBar.tsx';
import { UnitPanel } from '../charts/UnitPanel.tsx';
import { useGhosts } from '../charts/use-ghosts.ts';
import { useInTurns } from '../charts/use-in-turns.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { LandscapePanel } from '../landscape/LandscapePanel.tsx';
import { StepSizePanel } from '../landscape/StepSizePanel.tsx';
import { PinnedRuns } from './PinnedRuns.tsx';

const Curves = memo(CurvesPanel);
const Time = memo(TimeBar);
const Layers = memo(LayersPanel);
const Gradient = memo(GradientPanel);
const StepSize = memo(StepSizePanel);
const Landscape = memo(LandscapePanel);
const Depth = memo(DepthPanel);
const Unit = memo(UnitPanel);
const Export = memo(ExportMenu);

/**
 * What the charts draw: a record, and the settings it goes with. Drawing both is put off while something more urgent is to be
 * done, so that controls answer at once.
 */
function useShownRun() {
  const record = usePageStore(selectRecord);
  const config = usePageStore(selectShownConfig);
  return useDeferredValue(useMemo(() => ({ record, config }), [record, config]));
}

type ShownRun = ReturnType<typeof useShownRun>;

/** The run as the panels that look inside see it: the same until there is something new inside, which is far rarer than new losses. */
function useInside(shown: ShownRun): ShownRun {
  const [inside, setInside] = useState(shown);
  if (inside !== shown && hasNewsInside(inside, shown)) {
    setInside(shown);
    return shown;
  }
  return inside;
}

function hasNewsInside(before: ShownRun, now: ShownRun): boolean {
  const [one, other] = [before.record, now.record];
  if (before.config !== now.config) return true;
  if (one === null || other === null) return one !== other;
  return (
    one.environment !== other.environment ||
    one.snapshots !== other.snapshots ||
    one.changes !== other.changes ||
    one.stepSizes !== other.stepSizes ||
    one.ribbons !== other.ribbons ||
    one.arms.some(({ divergedAt }, arm) => divergedAt !== other.arms[arm]?.divergedAt)
  );
}

const PANELS = 7;

export function Charts() {
  const shown = useShownRun();
  const ghosts = useGhosts();
  const inside = useInside(shown);
  const turns = useInTurns(inside, inside, inside.record?.environment, PANELS, 1);
  const [
    time = inside,
    layers = inside,
    gradient = inside,
    stepSize = inside,
    landscape = inside,
    depth = inside,
    unit = inside,
  ] = turns;
  return (
    <>
      <ErrorBoundary of="Accuracy and loss">
        <Curves {...shown} ghosts={ghosts} />
      </ErrorBoundary>
      <ErrorBoundary of="Pinned runs">
        <PinnedRuns />
      </ErrorBoundary>
      <ErrorBoundary of="Time">
        <Time {...time} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.layers}>
        <Layers {...layers} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.gradient}>
        <Gradient {...gradient} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.stepsize}>
        <StepSize {...stepSize} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.landscape}>
        <Landscape {...landscape} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.depth}>
        <Depth {...depth} />
      </ErrorBoundary>
      <ErrorBoundary of={CHART_TITLES.unit}>
        <Unit {...unit} />
      </ErrorBoundary>
    </>
  );
}

export function HeaderExport() {
  return <Export {...useShownRun()} />;
}
