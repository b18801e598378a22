import * as v from 'valibot';
import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmChange, ExperimentConfig } from '../../common/experiment/config.ts';
import { isFigure } from '../../common/experiment/curve-faults.ts';
import { ribbonRow, stepSizeRow } from '../../common/experiment/landscape.ts';
import { landscapeFaults } from '../../common/experiment/landscape-faults.ts';
import type { LayerSnapshot } from '../../common/experiment/layer-snapshot.ts';
import { parseLink } from '../../common/experiment/link.ts';
import { lookFits } from '../../common/experiment/look-fits.ts';
import type { RunFile } from '../../common/experiment/run-file.ts';
import { newRecord, type RunRecord } from '../../common/experiment/run-record.ts';
import { withSnapshot } from '../../common/experiment/snapshots.ts';
import { changeFits, checkpointFits } from './checkpoint-fits.ts';
import { armOfCurves, faultIn } from './store-curves.ts';
import {
  AT_ONCE,
  type Curves,
  CurvesSchema,
  type Header,
  HeaderSchema,
  LookSchema,
  WeightsSchema,
} from './stored-shapes.ts';

/** A row of the list of runs, as far as it could be read. */
export type ReadHeader =
  | { readonly header: Header; readonly config: ExperimentConfig; readonly damage: string | null }
  | { readonly key: string; readonly damage: string };

/** Reads what the list shows of a run. Never throws. */
export function readHeader(key: string, row: unknown): ReadHeader {
  const read = v.safeParse(HeaderSchema, row, AT_ONCE);
  if (!read.success || read.output.key !== key) {
    return { key, damage: 'What was stored of this run cannot be read. It can only be deleted.' };
  }
  const { config, problems } = parseLink(Object.entries(read.output.config));
  if (config.arms.length !== read.output.arms.length)
    return { key, damage: 'What was stored of this run does not fit together. It can only be deleted.' };
  const damage =
    problems[0] === undefined ? null : `Some settings of this run could not be read: ${problems[0]}.`;
  return { header: read.output, config, damage };
}

/** The changes of a run, as its curves tell them; none where they cannot be read. */
export function readChangesOf(curves: unknown): readonly ArmChange[] {
  const read = v.safeParse(v.object({ changes: CurvesSchema.entries.changes }), curves, AT_ONCE);
  return read.success ? read.output.changes.toSorted(bySteps) : [];
}

/** A run as it was read back. */
export interface ReadRun {
  /** Null where its curves could not be read. */
  readonly record: RunRecord | null;
  /** Null where there are no weights, or they do not fit the run. */
  readonly checkpoint: Checkpoint | null;
  /** What is missing or was left out, a sentence; null where the run is whole. */
  readonly damage: string | null;
}

/** Puts a run together from its rows. What cannot be read is left out and named. Never throws. */
export function readRun(
  config: ExperimentConfig,
  rows: { readonly curves: unknown; readonly weights: unknown; readonly looks: readonly unknown[] },
): ReadRun {
  const read = v.safeParse(CurvesSchema, rows.curves, AT_ONCE);
  if (!read.success) return notShown('Its curves cannot be read, so it cannot be shown.');
  const curves = read.output;
  const fault = faultIn(curves, config.arms.length);
  if (fault !== null)
    return notShown(`What was stored of this run does not fit together, so it cannot be shown: ${fault}.`);
  const { elapsedMs, environment, step } = curves;
  const checkpoint = readCheckpoint(rows.weights, config, step);
  const snapshots = readLooks(rows.looks, config, step);
  const kept = {
    changes: curves.changes.filter((change) => changeFits(change, config.arms.length) && change.step <= step),
    moves: curves.moves.filter((move) => move.step <= step),
    stepSizes: curves.stepSizes.filter((probe) => fits({ stepSizes: [stepSizeRow(probe)] }, curves)),
    ribbons: curves.ribbons.filter((ribbon) => fits({ ribbons: [ribbonRow(ribbon)] }, curves)),
  };
  const record: RunRecord = {
    ...newRecord(config, environment),
    arms: curves.arms.map(armOfCurves),
    changes: kept.changes.toSorted(bySteps),
    moves: kept.moves,
    snapshots,
    stepSizes: kept.stepSizes.toSorted(bySteps),
    ribbons: kept.ribbons.toSorted(bySteps),
    step,
    elapsedMs,
    stepsPerSecond: isFigure(curves.stepsPerSecond) ? curves.stepsPerSecond : 0,
  };
  const sentences = [
    ...(rows.weights !== undefined && checkpoint === null
      ? ['Its weights could not be read, so it cannot train on.']
      : []),
    ...lostWords(rows.looks.length - snapshots.length, 'looks inside the layers'),
    ...NAMED.flatMap(([name, words]) => lostWords(curves[name].length - kept[name].length, words)),
  ];
  return { record, checkpoint, damage: sentences.length === 0 ? null : sentences.join(' ') };
}

const NAMED = [
  ['changes', 'changes'],
  ['moves', 'moves to other backends'],
  ['stepSizes', 'step-size probes'],
  ['ribbons', 'measurements of the landscape'],
] as const;

const lostWords = (lost: number, what: string): readonly string[] =>
  lost === 0 ? [] : [`${lost} of its ${what} could not be read.`];

const notShown = (damage: string): ReadRun => ({ record: null, checkpoint: null, damage });

const bySteps = (one: { readonly step: number }, other: { readonly step: number }) => one.step - other.step;

const fits = (own: Pick<RunFile, 'ribbons' | 'stepSizes'>, { arms, step }: Curves): boolean =>
  landscapeFaults({ ...own, steps: step }, arms.length).next().done === true;

function readCheckpoint(row: unknown, config: ExperimentConfig, runStep: number): Checkpoint | null {
  const read = v.safeParse(WeightsSchema, row, AT_ONCE);
  if (!read.success) return null;
  const { checkpoint } = read.output;
  return checkpointFits(checkpoint, config.arms.length, runStep) ? checkpoint : null;
}

/** No more of them than a run can have. */
function readLooks(
  rows: readonly unknown[],
  config: ExperimentConfig,
  runStep: number,
): readonly LayerSnapshot[] {
  const looks = new Map<number, LayerSnapshot>();
  for (const row of rows) {
    const read = v.safeParse(LookSchema, row, AT_ONCE);
    if (!read.success) continue;
    const { snapshot, step } = read.output;
    if (snapshot.step === step && step <= runStep && lookFits(snapshot, config)) looks.set(step, snapshot);
  }
  return [...looks.values()].toSorted(bySteps).reduce(withSnapshot, []);
}
