import { armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import styles from '../charts/Curves.module.css';
import { readingText } from '../charts/readings.ts';
import { type RepeatsArm, type RepeatsModel, readingAt } from './repeats-model.ts';
import { bandText, fewerText } from './repeats-words.ts';

/** Arms that a tooltip has room for. */
const MOST_ARMS = 8;
/** A plot narrower than this, in pixels, has no room beside the cursor: the edge away from it is taken. */
const ROOM = 560;

/**
 * Mean and band of every arm at the cursor, beside it.
 *
 * @param left place of the cursor and width of the plot, in pixels
 */
export function RepeatsTooltip({
  model,
  step,
  left,
  width,
}: {
  model: RepeatsModel;
  step: number;
  left: number;
  width: number;
}) {
  const early = left < width / 2;
  const beside = early ? { left: left + 12 } : { right: width - left + 12 };
  const atEdge = early ? { right: 0 } : { left: 0 };
  return (
    <div className={styles['tooltip']} style={width < ROOM ? atEdge : beside} aria-hidden="true">
      <div className={styles['tooltipStep']}>step {formatWhole(step)}</div>
      <table>
        <tbody>
          {model.arms.slice(0, MOST_ARMS).map((arm) => (
            <Row key={arm.arm} arm={arm} model={model} step={step} />
          ))}
        </tbody>
      </table>
      {model.arms.length > MOST_ARMS && (
        <div className={styles['tooltipChange']}>
          and {model.arms.length - MOST_ARMS} more arms: see the table
        </div>
      )}
    </div>
  );
}

function Row({ arm, model, step }: { arm: RepeatsArm; model: RepeatsModel; step: number }) {
  const reading = readingAt(arm, step);
  return (
    <tr data-tone={arm.look.tone}>
      <th scope="row">
        {armLetter(arm.arm)}
        {arm.look.own !== '' && <span className={styles['name']}>{arm.look.own}</span>}
      </th>
      <td>{reading === null ? '' : readingText(model.name, reading.mean)}</td>
      <td>{reading === null ? '' : bandText(model.name, reading)}</td>
      <td>{reading === null ? '' : fewerText(reading, model.seeds)}</td>
    </tr>
  );
}
