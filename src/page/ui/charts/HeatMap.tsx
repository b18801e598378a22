import type { KeyboardEvent } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import styles from './Depth.module.css';
import { HeatCells, type HeatData } from './HeatCells.tsx';
import { HeatFrame } from './HeatFrame.tsx';
import { HeatMarks } from './HeatMarks.tsx';
import { cellByKey, type HeatCell } from './heat-keys.ts';
import { heatHeight, heatPlot } from './heat-layout.ts';
import { indexAt, stepPlace, valueAtPlace } from './heat-steps.ts';
import { type Pointed, pointing } from './pointing.ts';
import { useSteady } from './use-steady.ts';

/**
 * Layers by steps as colours. The pointer, or the arrow keys, choose a cell; a click, or Enter, keeps its step.
 *
 * @param name what is drawn, in words
 * @param shown index of the snapshot that all charts show; -1 when it is out of the range
 * @param layer the layer under the pointer, in whichever map it is; null for none
 * @param telling whether it is in this map, which then names the whole cell
 */
export function HeatMap({
  name,
  data,
  width,
  hatched,
  shown,
  layer,
  telling,
  text,
  onPoint,
  onPin,
}: {
  name: string;
  data: HeatData;
  width: number;
  /** Whether the ground is hatched, to be seen where there is no figure. */
  hatched: boolean;
  shown: number;
  layer: number | null;
  telling: boolean;
  /** A cell's figure in words. */
  text: (index: number, layer: number) => string;
  onPoint: (cell: HeatCell | null) => void;
  onPin: (cell: HeatCell | null) => void;
}) {
  const { steps, layers } = data;
  const plot = useSteady(heatPlot(width, layers));
  const span = useSteady(data.span);
  const here: HeatCell = { index: shown === -1 ? steps.length - 1 : shown, layer: layer ?? 1 };
  const step = steps[here.index] ?? 0;
  const cellUnder = (event: Pointed): HeatCell => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / plot.height) * layers);
    return {
      index: indexAt(steps, valueAtPlace(span, (event.clientX - box.left) / plot.width)),
      layer: Math.min(layers, Math.max(1, layers - row)),
    };
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onPin(here);
    else if (event.key === 'Escape') onPin(null);
    else {
      const cell = cellByKey(event.key, here, { snapshots: steps.length, layers });
      if (cell === undefined) return;
      onPoint(cell);
    }
    event.preventDefault();
  };
  const reach = stepPlace(span, data.stepsDone + 1, plot.width);
  return (
    <div className={styles['heat']} style={{ height: heatHeight(plot) }}>
      <svg width={Math.floor(width)} height={heatHeight(plot)} aria-hidden="true">
        <HeatFrame plot={plot} span={span} layers={layers} hatched={hatched ? Math.round(reach) : 0} />
      </svg>
      <HeatCells data={data} plot={plot} />
      <div
        className={styles['overlay']}
        style={{ left: plot.x, top: plot.y, width: plot.width, height: plot.height }}
        role="slider"
        tabIndex={0}
        aria-label={`Step cursor, ${name} by layer and step`}
        aria-valuemin={steps[0] ?? 0}
        aria-valuemax={steps.at(-1) ?? 0}
        aria-valuenow={step}
        aria-valuetext={`step ${formatWhole(step)}, layer ${here.layer}: ${text(here.index, here.layer)}`}
        {...pointing(cellUnder, onPoint, (found) => onPin(found ?? here))}
        onKeyDown={press}
        onBlur={() => onPoint(null)}
      >
        {shown !== -1 && (
          <HeatMarks
            plot={plot}
            layers={layers}
            layer={layer}
            left={stepPlace(span, step, plot.width)}
            right={Math.min(reach, stepPlace(span, steps[shown + 1] ?? Infinity, plot.width))}
            figure={layer === null ? null : text(shown, layer)}
            place={telling && layer !== null ? `layer ${layer} · step ${formatWhole(step)}` : null}
          />
        )}
      </div>
    </div>
  );
}
