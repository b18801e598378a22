import { memo, useMemo } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import { LayerAxes, LayerFigures, LayerNotes } from './LayerFigures.tsx';
import { LayerHistogram } from './LayerHistogram.tsx';
import { LayerStrips } from './LayerStrips.tsx';
import styles from './Layers.module.css';
import { layerModel } from './layer-model.ts';
import { type TimePlot, timePlot } from './layer-time.ts';
import { type LayersLook, probesOf } from './layers-look.ts';
import { describePart } from './layers-words.ts';

/** Histograms narrower than this, in pixels, leave no room for three columns of figures. */
const NARROW = 162;

/** One hidden layer: its plots, and the figures of each arm. */
export const LayerCard = memo(function LayerCard({
  look,
  layer,
  width,
  chosen,
  onChoose,
}: {
  look: LayersLook;
  /** 1 is the layer next to the pixels. */
  layer: number;
  /** Of the plots, in pixels. */
  width: number;
  /** Whether one of its units is followed over training. */
  chosen: boolean;
  onChoose: (layer: number) => void;
}) {
  const { cell, plots } = useMemo(() => layerModel(look, layer), [look, layer]);
  const strips = useTimePlots(look, layer, width);
  const { view, snapshot } = look;
  const narrow = width < NARROW;
  return (
    <article className={styles['card']} data-chosen={chosen}>
      <header className={styles['cardHead']}>
        <h3>
          <button
            type="button"
            aria-pressed={chosen}
            title={`Follow a unit of layer ${layer} over training, below`}
            onClick={() => onChoose(layer)}
          >
            {cell.title}
          </button>
        </h3>
        <span>{cell.units}</span>
      </header>
      {probesOf(view).map((probe, index) => {
        const [part, plot, time] = [cell.parts[index], plots[index], strips[index]];
        if (part === undefined || plot === undefined) return null;
        const overSteps = time ? `steps ${time.steps.map(formatWhole).join(' to ')}` : null;
        return (
          <div key={probe} className={styles['part']}>
            {cell.parts.length > 1 && <h4>{part.name}</h4>}
            <div role="img" aria-label={describePart(cell, part, probe, view.spread, overSteps)}>
              {time ? (
                <LayerStrips plot={time} step={snapshot?.step ?? null} width={width} />
              ) : (
                <LayerHistogram histograms={plot} overlay={view.view === 'overlay'} width={width} />
              )}
            </div>
            {!time && <LayerAxes axes={part.axes} />}
            <LayerFigures heads={part.heads} rows={part.rows} narrow={narrow} />
            <LayerNotes notes={part.notes} />
          </div>
        );
      })}
    </article>
  );
});

/** The plots over time, which the shown step has no part in: scrubbing leaves them as they are. */
function useTimePlots({ run, snapshots, view }: LayersLook, layer: number, width: number) {
  return useMemo(
    (): readonly (TimePlot | null)[] =>
      view.view === 'time'
        ? probesOf(view).map((probe) => timePlot({ run, snapshots, view }, layer, probe, Math.floor(width)))
        : [],
    [run, snapshots, view, layer, width],
  );
}
