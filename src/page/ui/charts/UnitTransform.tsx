import { armLetter } from '../../../common/experiment/arms.ts';
import { sideOfLayer } from '../../../common/experiment/layer-size.ts';
import type { LayerSnapshot, UnitFigures } from '../../../common/experiment/layer-snapshot.ts';
import type { Norm } from '../../../common/experiment/norm.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { tableText } from '../../export/number-text.ts';
import { armAt, lookOfArm } from './bn-segments.ts';
import { FormulaLine } from './FormulaLine.tsx';
import styles from './Unit.module.css';
import { filledFormula, normIn, unitFormula } from './unit-formula.ts';
import { figuresOfUnit, type ShownUnit } from './unit-model.ts';
import { symbolWords, unitParameters } from './unit-parameters.ts';
import { absence } from './unit-words.ts';
import { useShownSnapshot } from './use-shown-snapshot.ts';
import { useThrottled } from './use-throttled.ts';

/** Formulas that change faster can't be read, and setting one costs a few milliseconds. */
const INTERVAL_MS = 300;

/** What each arm does to the unit's z at the shared step: its numbers, and the formula with them filled in. */
export function UnitTransform({
  record,
  unit,
  arms,
}: {
  record: RunRecord;
  unit: ShownUnit;
  arms: readonly number[];
}) {
  const shown = `${record.environment.startedAt} ${unit.layer} ${unit.unit}`;
  // Step, figures and formulas together, or they would tell of different steps.
  const snapshot = useThrottled(useShownSnapshot(record), INTERVAL_MS, shown);
  if (snapshot === null) return null;
  return (
    <div className={styles['transforms']}>
      {arms.map((arm) => (
        <ArmTransform key={arm} record={record} snapshot={snapshot} unit={unit} arm={arm} />
      ))}
    </div>
  );
}

function ArmTransform({
  record,
  snapshot,
  unit,
  arm,
}: {
  record: RunRecord;
  snapshot: LayerSnapshot;
  unit: ShownUnit;
  arm: number;
}) {
  const figures = figuresOfUnit(snapshot, arm, unit);
  const own = armAt(record, arm, snapshot.step);
  const { tone, label, name } = lookOfArm(own, arm);
  const norm = normIn(own, unit.layer, snapshot.layers);
  const places = sideOfLayer(record.config, unit.layer) ** 2;
  const words = symbolWords(norm, places);
  return (
    <article className={styles['transform']} data-tone={tone} data-tall={norm?.scale ?? false}>
      <h3>
        {armLetter(arm)} · {name}
        <span>step {formatWhole(snapshot.step)}</span>
      </h3>
      {figures === null ? (
        <p className={styles['words']}>
          {label} {absence(record, arm)}
        </p>
      ) : (
        <>
          <dl className={styles['parameters']}>
            {unitParameters(norm, places).map(([parameter, said]) => (
              <div key={parameter}>
                <dt>{said}</dt>
                <dd>{tableText(figures[parameter])}</dd>
              </div>
            ))}
          </dl>
          <Formulas norm={norm} places={places} figures={figures} />
          {words !== '' && <p className="ns-sub">{words}</p>}
        </>
      )}
    </article>
  );
}

function Formulas({ norm, places, figures }: { norm: Norm | null; places: number; figures: UnitFigures }) {
  const filled = filledFormula(norm, figures, places);
  return (
    <div className={styles['formulas']}>
      <FormulaLine formula={unitFormula(norm, places)} />
      {filled !== null && <FormulaLine formula={filled} />}
    </div>
  );
}
