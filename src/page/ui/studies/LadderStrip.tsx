import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { formatCompact } from '../../../common/lib/format.ts';
import { cellShade } from './cell-shade.ts';
import styles from './Ladder.module.css';
import { type LadderCell, type LadderModel, marksOf } from './ladder-model.ts';

/** A place on the ladder. */
export type Rung = Pick<LadderCell, 'row' | 'column'>;

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * Test accuracy of every arm at every learning rate, a row an arm. Arrow keys go from cell to cell.
 *
 * @param onChoose told the rate of a cell that was pressed
 * @param onLook told the cell that has the pointer or the focus; null when none has
 */
export function LadderStrip({
  model,
  onChoose,
  onLook,
}: {
  model: LadderModel;
  onChoose(rate: number): void;
  onLook(rung: Rung | null): void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<Rung>({ row: 0, column: 0 });
  const own = {
    row: Math.min(current.row, model.arms.length - 1),
    column: Math.min(current.column, model.rates.length - 1),
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    // Where the focus is, and not where it was when this was drawn.
    const [row = 0, column = 0] = (event.target as HTMLElement).dataset['rung']?.split(' ').map(Number) ?? [];
    const ends: Readonly<Record<string, Rung>> = {
      Home: { row, column: 0 },
      End: { row, column: model.rates.length - 1 },
    };
    const move = MOVES[event.key];
    const to = move === undefined ? ends[event.key] : { row: row + move[0], column: column + move[1] };
    if (to === undefined) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-rung="${to.row} ${to.column}"]`)?.focus();
  };
  return (
    <div className={styles['scroll']}>
      <table ref={table} className={styles['strip']} onKeyDown={press}>
        <caption className="ns-hidden">
          Test accuracy in percent by learning rate; press a cell to use its rate
        </caption>
        <thead>
          <tr>
            <th scope="col">Learning rate</th>
            {model.rates.map((rate, column) => (
              <th
                key={rate}
                scope="col"
                data-largest={model.arms.some(({ largest }) => largest === column) || undefined}
              >
                {formatCompact(rate)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.arms.map(({ best, cells, largest, more, row, title, tone }) => (
            <tr key={row} data-tone={tone}>
              <th scope="row">
                {title}
                {more !== '' && <span className="ns-sub"> {more}</span>}
              </th>
              {cells.map((cell) => (
                <td key={cell.rate}>
                  <button
                    type="button"
                    data-rung={`${row} ${cell.column}`}
                    tabIndex={row === own.row && cell.column === own.column ? 0 : -1}
                    style={{ '--shade': cellShade(cell) } as CSSProperties}
                    data-open={!cell.isFinished || undefined}
                    data-diverged={cell.divergedAt !== null || undefined}
                    data-largest={cell.column === largest || undefined}
                    data-best={cell.column === best || undefined}
                    aria-label={`${cell.words}${cell.column === largest ? ', the largest usable rate' : ''}${cell.column === best ? ', the best accuracy' : ''}. Use this rate`}
                    title={`${cell.words}${cell.loss === null ? '' : `, loss ${formatCompact(cell.loss)} nats`}. Press to use this rate for the run.`}
                    onClick={() => onChoose(cell.rate)}
                    onFocus={() => {
                      setCurrent({ row, column: cell.column });
                      onLook({ row, column: cell.column });
                    }}
                    onBlur={() => onLook(null)}
                    onPointerEnter={() => onLook({ row, column: cell.column })}
                    onPointerLeave={() => onLook(null)}
                  >
                    {cell.text}
                    {marksOf({ best, largest }, cell).map((mark) => (
                      <small key={mark}>{mark}</small>
                    ))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
