import { memo, useDeferredValue, useMemo } from 'react';
import { selectRecord, selectShownConfig } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { CurvesPanel } from '../charts/CurvesPanel.tsx';
import { ExportMenu } from '../charts/ExportMenu.tsx';
import { LayersPanel } from '../charts/LayersPanel.tsx';

const Curves = memo(CurvesPanel);
const Layers = memo(LayersPanel);
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
      <Layers {...shown} />
    </>
  );
}

export function HeaderExport() {
  return <Export {...useShownRun()} />;
}
