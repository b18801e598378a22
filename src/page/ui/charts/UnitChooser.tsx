import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { type UnitView, useChartStore } from './chart-store.ts';
import styles from './Unit.module.css';

const TYPICAL = 'typical';

/**
 * Chooses the layer and the unit that are followed.
 *
 * @param unit its number in the layer, from 0; the lists count from 1, as layers do
 */
export const UnitChooser = memo(function UnitChooser({
  layers,
  layer,
  unit,
  typical,
  followed,
}: {
  layers: number;
  layer: number;
  unit: number;
  typical: boolean;
  followed: Uint16Array;
}) {
  const store = useChartStore();
  const set = (change: Partial<UnitView>) =>
    store.setState((state) => ({ unit: { ...state.unit, ...change } }));
  const beside = (places: number) => {
    if (followed.length === 0) return;
    const next = (followed.indexOf(unit) + places + followed.length) % followed.length;
    set({ unit: followed[next] ?? null });
  };
  return (
    <div className={styles['chooser']}>
      <NativeSelect
        size="xs"
        aria-label="Layer of the unit"
        value={layer}
        data={Array.from({ length: layers }, (_, index) => ({
          value: `${index + 1}`,
          label: `Layer ${index + 1}`,
        }))}
        onChange={({ currentTarget }) => set({ layer: Number(currentTarget.value) })}
      />
      <ActionIcon variant="default" size={30} aria-label="Previous unit" onClick={() => beside(-1)}>
        <IconChevronLeft size={16} aria-hidden="true" />
      </ActionIcon>
      <NativeSelect
        size="xs"
        aria-label="Unit"
        value={typical ? TYPICAL : unit}
        data={[
          { value: TYPICAL, label: typical ? `Unit ${unit + 1} (typical)` : 'a typical unit' },
          ...Array.from(followed, (one) => ({ value: `${one}`, label: `Unit ${one + 1}` })),
        ]}
        onChange={({ currentTarget: { value } }) => set({ unit: value === TYPICAL ? null : Number(value) })}
      />
      <ActionIcon variant="default" size={30} aria-label="Next unit" onClick={() => beside(1)}>
        <IconChevronRight size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
});
