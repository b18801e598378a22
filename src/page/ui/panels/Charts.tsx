import { memo, useDeferredValue, useMemo } from 'react';
import { selectRecord, selectShownConfig } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { CurvesPanel } from '../charts/CurvesPanel.tsx';
import { DepthPanel } from '../charts/DepthPanel.tsx';
import { ExportMenu } from '../charts/ExportMenu.tsx';
import { GradientPanel } from '../charts/GradientPanel.tsx';
import { LayersPanel } from '../charts/LayersPanel.tsx';
import { TimeBar } from '../charts/TimeBar.tsx';
import { UnitPanel } from '../charts/UnitPanel.tsx';

const Curves = memo(CurvesPanel);
const Time = memo(TimeBar);
const Layers = memo(LayersPanel);
const Gradient = memo(GradientPanel);
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

export function Charts() {
  const shown = useShownRun();
  return (
    <>
      <Curves {...shown} />
      <Time {...shown} />
      <Layers {...shown} />
      <div className="ns-depth-pair">
        <Gradient {...shown} />
        <Depth {...shown} />
      </div>
      <Unit {...shown} />
    </>
  );
}

export function HeaderExport() {
  return <Export {...useShownRun()} />;
}
