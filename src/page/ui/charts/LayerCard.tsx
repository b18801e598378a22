import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { Probe } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { LayerCell, LayerRow } from '../../export/layer-cell.ts';
import { LayerHistogram } from './LayerHistogram.tsx';
import styles from './Layers.module.css';
import { layerModel, PROBE_NAMES } from './layer-model.ts';

/** Histograms narrower than this, in pixels, leave no room for three columns of figures. */
const NARROW = 162;

/** One hidden layer: its histograms, and the figures of each arm. */
export const LayerCard = memo(function LayerCard({
  record,
  config,
  layer,
  probe,
  width,
}: {
  record: RunRecord | null;
  config: ExperimentConfig;
  /** 1 is the layer next to the pixels. */
  layer: number;
  probe: Probe;
  /** Of the histograms, in pixels. */
  width: number;
}) {
  const { cell, histograms } = useMemo(() => layerModel(record, config, layer), [record, config, layer]);
  return (
    <article className={styles['card']}>
      <header className={styles['cardHead']}>
        <h3>{cell.title}</h3>
        <span>{cell.units}</span>
      </header>
      <div role="img" aria-label={`${PROBE_NAMES[probe]} histograms of ${describeCell(cell)}`}>
        <LayerHistogram histograms={histograms} width={width} />
      </div>
      <div className={styles['range']}>
        <span>{cell.min}</span>
        <span>{cell.max}</span>
      </div>
      <Figures rows={cell.rows} narrow={width < NARROW} />
      {cell.notes.map(({ text, tone }) => (
        <p key={text} className={styles['note']} data-tone={tone}>
          {tone !== 'soft' && <IconAlertTriangle size={13} aria-hidden="true" />}
          {text}
        </p>
      ))}
    </article>
  );
});

/** The figures as a small table; in narrow cards each figure has a line. */
function Figures({ rows, narrow }: { rows: readonly LayerRow[]; narrow: boolean }) {
  return (
    <div className={styles['figures']} data-narrow={narrow} aria-hidden="true">
      {!narrow && (
        <div className={styles['heads']}>
          <span>mean ± sd</span>
          <span>images</span>
          <span>units</span>
        </div>
      )}
      {rows.map((row) => (
        <div key={row.letter} className={styles['row']} data-bn={row.bn}>
          <b>{row.letter}</b>
          <span className={row.images === '' ? styles['whole'] : styles['mean']}>{row.mean}</span>
          {row.images !== '' && (
            <>
              <span data-constant={row.constant}>
                {narrow && <i>images</i>}
                {row.images}
              </span>
              <span>
                {narrow && <i>units</i>}
                {row.units}
              </span>
            </>
          )}
          {row.imageShare !== null && (
            <div className={styles['share']}>
              <div style={{ width: `${(100 * row.imageShare).toFixed(1)}%` }} />
            </div>
          )}
        </div>
      ))}
    </div>
  );
}

function describeCell({ title, min, max, rows, notes }: LayerCell): string {
  if (min === '') return `${title}: nothing yet`;
  const arms = rows.map(({ letter, bn, mean, images, units }) => {
    const kind = bn ? 'batch normalization' : 'plain';
    const spreads = images === '' ? '' : `, spread across images ${images}, between units ${units}`;
    return `${letter} (${kind}) ${mean}${spreads}`;
  });
  return [`${title}, from ${min} to ${max}`, ...arms, ...notes.map(({ text }) => text)].join('; ');
}
