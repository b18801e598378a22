import { armKind, armLetter } from '../../../common/experiment/arms.ts';
import type { LayerSnapshot, UnitFigures } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { tableText } from '../../export/number-text.ts';
import { armAt } from './bn-segments.ts';
import { FormulaLine } from './FormulaLine.tsx';
import styles from './Unit.module.css';
import { filledFormula, unitFormula } from './unit-formula.ts';
import { figuresOfUnit, type ShownUnit } from './unit-model.ts';
import { absence } from './unit-words.ts';
import { useShownSnapshot } from './use-shown-snapshot.ts';
import { useThrottled } from './use-throttled.ts';

/** Formulas that change faster can't be read, and setting one costs a few milliseconds. */
const INTERVAL_MS = 300;

type Parameter = keyof Pick<
  UnitFigures,
  'mean' | 'variance' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance'
>;

const WITH_BN: readonly (readonly [Parameter, string])[] = [
  ['mean', 'batch mean μ'],
  ['variance', 'batch variance σ²'],
  ['gamma', 'scale γ'],
  ['beta', 'shift β'],
  ['runningMean', 'running mean'],
  ['runningVariance', 'running variance'],
];
const PLAIN: typeof WITH_BN = [
  ['mean', 'batch mean of z'],
  ['variance', 'batch variance of z'],
  ['beta', 'bias b'],
];

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
  const snapshot = useShownSnapshot(record);
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
  const bn = armAt(record, arm, snapshot.step)?.bn ?? false;
  return (
    <article className={styles['transform']} data-bn={bn}>
      <h3>
        {armLetter(arm)} · {armKind(bn)}
        <span>step {formatWhole(snapshot.step)}</span>
      </h3>
      {figures === null ? (
        <p className={styles['words']}>
          {armLetter(arm)} {absence(record, arm)}
        </p>
      ) : (
        <>
          <dl className={styles['parameters']}>
            {(bn ? WITH_BN : PLAIN).map(([name, label]) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>{tableText(figures[name])}</dd>
              </div>
            ))}
          </dl>
          <Formulas bn={bn} figures={figures} shown={`${unit.layer} ${unit.unit} ${bn}`} />
        </>
      )}
    </article>
  );
}

/** @param shown tells units apart: another unit's numbers are set at once */
function Formulas({ bn, figures, shown }: { bn: boolean; figures: UnitFigures; shown: string }) {
  const steady = useThrottled(figures, INTERVAL_MS, shown);
  return (
    <div className={styles['formulas']}>
      <FormulaLine formula={unitFormula(bn)} />
      <FormulaLine formula={filledFormula(bn, steady)} />
    </div>
  );
}
