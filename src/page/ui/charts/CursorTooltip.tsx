import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import styles from './Curves.module.css';
import type { CurveName } from './chart-store.ts';
import { changesNear, readingsAt, readingText } from './readings.ts';

/** Arms that a tooltip has room for. */
const MOST_ARMS = 8;

/** The figures at the step cursor, beside it. */
export function CursorTooltip({
  record,
  name,
  step,
  reach,
  left,
  width,
}: {
  record: RunRecord;
  name: CurveName;
  step: number;
  /** How many steps around the cursor count as under it. */
  reach: number;
  /** Place of the cursor and width of the plot, in pixels. */
  left: number;
  width: number;
}) {
  const readings = readingsAt(record, name, step);
  const hasByBatch = readings.some(({ byBatch }) => byBatch !== null);
  const tested = Math.max(...readings.map(({ test }) => test?.step ?? -1));
  const side = left < width / 2 ? { left: left + 12 } : { right: width - left + 12 };
  return (
    <div className={styles['tooltip']} style={side} aria-hidden="true">
      <div className={styles['tooltipStep']}>
        step {formatWhole(step)}
        {tested !== -1 && tested !== step && <span>test of step {formatWhole(tested)}</span>}
      </div>
      <table>
        <tbody>
          {readings.slice(0, MOST_ARMS).map(({ arm, look, test, byBatch, train, divergedAt }) => (
            <tr key={arm} data-tone={look.tone}>
              <th scope="row">
                {armLetter(arm)}
                {look.own !== '' && <span className={styles['name']}>{look.own}</span>}
              </th>
              {divergedAt === null ? (
                <>
                  <td>{test === null ? '' : `${readingText(name, test.value)} test`}</td>
                  {hasByBatch && <td>{byBatch === null ? '' : `${readingText(name, byBatch)} by batch`}</td>}
                  <td>{train === null ? '' : `${readingText(name, train)} train`}</td>
                </>
              ) : (
                <td colSpan={hasByBatch ? 3 : 2} className={styles['tooltipWords']}>
                  diverged at step {formatWhole(divergedAt)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {readings.length > MOST_ARMS && (
        <div className={styles['tooltipChange']}>
          and {readings.length - MOST_ARMS} more arms: see the table
        </div>
      )}
      {changesNear(record, step, reach).map((change) => (
        <div key={change} className={styles['tooltipChange']}>
          {change}
        </div>
      ))}
    </div>
  );
}
