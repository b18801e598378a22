import { NativeSelect, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { PROBES, type Probe, SPREADS, type Spread } from '../../../common/experiment/layer-snapshot.ts';
import { ArmsChooser } from './ArmsChooser.tsx';
import { Choice } from './Choice.tsx';
import { type LayersView, useChartState, useChartStore } from './chart-store.ts';
import styles from './LayersControls.module.css';
import { PROBE_NAMES, spreadName } from './layer-probes.ts';
import { chosenArms, toggledArm } from './layers-look.ts';
import { ViewToggle } from './ViewToggle.tsx';

const PROBE_ITEMS = PROBES.map((value) => ({ value, label: PROBE_NAMES[value] }));
/** With a word more for those who hear them: another control of the page is called Activation as well. */
const PROBE_CHOICES = PROBE_ITEMS.map(({ label, value }) => ({
  value,
  label: (
    <>
      {label}
      <VisuallyHidden> probe</VisuallyHidden>
    </>
  ),
}));
const VIEWS = [
  { value: 'mirror', label: 'Mirror' },
  { value: 'overlay', label: 'Overlay' },
  { value: 'time', label: 'Over time' },
] as const satisfies readonly { value: LayersView['view']; label: string }[];
const NO_SECOND = 'none';

/**
 * How the layers are looked at.
 *
 * @param narrow whether there is too little room for six probes in a row
 */
export const LayersControls = memo(function LayersControls({
  config,
  narrow,
}: {
  config: ExperimentConfig;
  narrow: boolean;
}) {
  const store = useChartStore();
  const view = useChartState((state) => state.layers);
  const set = (part: Partial<LayersView>) =>
    store.setState(({ layers }) => ({ layers: { ...layers, ...part } }));
  const setProbe = (probe: Probe) => set({ probe, beside: view.beside === probe ? null : view.beside });
  const spreads = SPREADS.toReversed().map((value) => ({ value, label: spreadName(view.probe, value) }));
  const seconds = [
    { value: NO_SECOND, label: 'none' },
    ...PROBE_ITEMS.filter(({ value }) => value !== view.probe),
  ];
  return (
    <div className={styles['controls']}>
      {narrow ? (
        <NativeSelect
          className={styles['select']}
          size="xs"
          label="Probe"
          data={PROBE_ITEMS}
          value={view.probe}
          onChange={({ currentTarget }) => setProbe(currentTarget.value as Probe)}
        />
      ) : (
        <Choice label="Probe" data={PROBE_CHOICES} value={view.probe} onChange={setProbe} />
      )}
      <NativeSelect
        className={styles['select']}
        size="xs"
        label="Beside"
        title="A second probe, in the same cards"
        data={seconds}
        value={view.beside ?? NO_SECOND}
        onChange={({ currentTarget: { value } }) =>
          set({ beside: value === NO_SECOND ? null : (value as Probe) })
        }
      />
      <Choice
        label="Spread"
        data={spreads}
        value={view.spread}
        onChange={(spread: Spread) => set({ spread })}
      />
      <Choice label="View" data={VIEWS} value={view.view} onChange={(next) => set({ view: next })} />
      <ViewToggle
        label="own range"
        of="layers"
        title="Each arm over its own range of values, so that the shape of a small spread is seen too"
        on={view.ownRange}
        onToggle={() => set({ ownRange: !view.ownRange })}
      />
      <ViewToggle
        label="log counts"
        of="layers"
        title="Heights by the logarithm of the count: bins with few values are seen too"
        on={view.logCounts}
        onToggle={() => set({ logCounts: !view.logCounts })}
      />
      {config.arms.length > 2 && (
        <ArmsChooser
          arms={config.arms}
          chosen={chosenArms(view, config.arms.length)}
          onToggle={(arm) =>
            store.setState(({ layers }) => ({
              layers: { ...layers, arms: toggledArm(chosenArms(layers, config.arms.length), arm) },
            }))
          }
        />
      )}
    </div>
  );
});
