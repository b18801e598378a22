import { IconAlertTriangle } from '@tabler/icons-react';
import type { LayerAxis, LayerNote, LayerPart } from '../../export/layer-cell.ts';
import styles from './Layers.module.css';

/** Labels of the axes of values below a plot. */
export function LayerAxes({ axes }: { axes: readonly LayerAxis[] }) {
  return axes.map(({ letter, tone, min, mid, max }) => (
    <div
      key={letter}
      className={styles['axis']}
      data-tone={letter === null ? undefined : tone}
      aria-hidden="true"
    >
      <span>
        {letter !== null && <b>{letter}</b>}
        {min}
      </span>
      <span>{mid}</span>
      <span>{max}</span>
    </div>
  ));
}

/** The figures as a small table; in narrow cards each figure has a line. */
export function LayerFigures({
  heads,
  rows,
  narrow,
}: Pick<LayerPart, 'heads' | 'rows'> & { narrow: boolean }) {
  const [main, images, units] = heads;
  return (
    <div className={styles['figures']} data-narrow={narrow} data-norm={main === 'norm'} aria-hidden="true">
      {!narrow && (
        <div className={styles['heads']}>
          <span>{main}</span>
          <span>{images}</span>
          <span>{units}</span>
        </div>
      )}
      {rows.map((row) => (
        <div key={row.letter} className={styles['row']} data-tone={row.tone}>
          <b>{row.letter}</b>
          <span className={row.images === '' ? styles['whole'] : styles['mean']}>
            {narrow && main === 'norm' && row.images !== '' && <i>{main} </i>}
            {row.main}
          </span>
          {row.images !== '' && (
            <>
              <span data-constant={row.constant}>
                {narrow && <i>{images}</i>}
                {row.images}
              </span>
              <span>
                {narrow && <i>{units}</i>}
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

export function LayerNotes({ notes }: { notes: readonly LayerNote[] }) {
  return notes.map(({ text, tone }) => (
    <p key={text} className={styles['note']} data-tone={tone}>
      {tone !== 'soft' && <IconAlertTriangle size={13} aria-hidden="true" />}
      {text}
    </p>
  ));
}
