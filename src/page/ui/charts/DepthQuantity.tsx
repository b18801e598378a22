import { memo, useMemo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import styles from './Depth.module.css';
import { type DepthMap, type DepthModel, type DepthRow, depthText, mapName } from './depth-model.ts';
import { HeatLegend, LEGEND_HEIGHT } from './HeatLegend.tsx';
import { HeatMap } from './HeatMap.tsx';
import type { HeatCell } from './heat-keys.ts';
import { useSteady } from './use-steady.ts';

const LEGEND_WIDTH = 216;
const NARROWEST_MAP = 216;
const GAP = 12;

interface Props {
  readonly model: DepthModel;
  readonly row: DepthRow;
  readonly width: number;
  readonly shown: number;
  readonly pointed: { readonly map: string; readonly layer: number } | null;
  readonly onPoint: (map: string, cell: HeatCell | null) => void;
  readonly onPin: (cell: HeatCell | null) => void;
}

/** One quantity of the depth profile: a heat map an arm, side by side where there is room, and their colours. */
export const DepthQuantity = memo(function DepthQuantity(props: Props) {
  const { row, width } = props;
  const scale = useSteady(row.scale);
  const fitting = Math.max(1, Math.floor((width + GAP) / (NARROWEST_MAP + GAP)));
  const columns = Math.min(row.maps.length, fitting);
  return (
    <section className={styles['quantity']} aria-label={row.title}>
      <div className={styles['quantityHead']}>
        <div>
          <h3>{row.title}</h3>
          <p className={styles['hint']}>{row.hint}</p>
        </div>
        <svg width={LEGEND_WIDTH} height={LEGEND_HEIGHT} aria-hidden="true">
          <HeatLegend scale={scale} ramp={row.ramp} width={LEGEND_WIDTH} />
        </svg>
      </div>
      <div
        className={styles['maps']}
        style={{ gap: GAP, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {row.maps.map((map) => (
          <ArmMap key={map.arm} {...props} map={map} mapWidth={(width - GAP * (columns - 1)) / columns} />
        ))}
      </div>
    </section>
  );
});

function ArmMap({
  model,
  row,
  map,
  mapWidth,
  shown,
  pointed,
  onPoint,
  onPin,
}: Props & { map: DepthMap; mapWidth: number }) {
  const { quantity } = row;
  const key = `${quantity} ${map.arm}`;
  const scale = useSteady(row.scale);
  const data = useMemo(
    () => ({
      steps: model.steps,
      span: model.span,
      stepsDone: model.stepsDone,
      layers: model.layers,
      figures: map.figures,
      scale,
      ramp: row.ramp,
    }),
    [model, map, scale, row.ramp],
  );
  const text = (index: number, layer: number) => {
    const figures = map.figures[index];
    return figures ? depthText(quantity, figures[layer - 1] ?? Number.NaN) : 'diverged';
  };
  return (
    <div className={styles['map']} data-tone={map.look.tone}>
      <div className={styles['mapHead']}>
        <b>{armLetter(map.arm)}</b> {map.look.name}
        {map.divergedAt !== null && (
          <span className={styles['bad']}>diverged at step {formatWhole(map.divergedAt)}</span>
        )}
      </div>
      <HeatMap
        name={mapName(row, map)}
        data={data}
        width={mapWidth}
        hatched={model.hasGaps}
        shown={shown}
        layer={pointed?.layer ?? null}
        telling={pointed?.map === key}
        text={text}
        onPoint={(cell) => onPoint(key, cell)}
        onPin={onPin}
      />
    </div>
  );
}
