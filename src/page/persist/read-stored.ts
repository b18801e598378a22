import * as v from 'valibot';
import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { hasItsSize, type LayerSnapshot } from '../../common/experiment/layer-snapshot.ts';
import { parseLink } from '../../common/experiment/link.ts';
import { newRecord, type RunRecord } from '../../common/experiment/run-record.ts';
import { armOfCurves, faultIn } from './store-curves.ts';
import { CurvesSchema, type Header, HeaderSchema, LookSchema, WeightsSchema } from './stored-shapes.ts';

/** A row of the list of runs, as far as it could be read. */
export type ReadHeader =
  | { readonly header: Header; readonly config: ExperimentConfig; readonly damage: string | null }
  | { readonly key: string; readonly damage: string };

/** Reads what the list shows of a run. Never throws. */
export function readHeader(key: string, row: unknown): ReadHeader {
  const read = v.safeParse(HeaderSchema, row);
  if (!read.success || read.output.key !== key) {
    return { key, damage: 'What was stored of this run cannot be read. It can only be deleted.' };
  }
  const { config, problems } = parseLink(Object.entries(read.output.config));
  if (config.arms.length !== read.output.arms.length)
    return { key, damage: 'What was stored of this run does not fit together. It can only be deleted.' };
  const damage =
    problems[0] === undefined ? null : `Some settings of this run could not be read: ${problems[0]}`;
  return { header: read.output, config, damage };
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
  const curves = v.safeParse(CurvesSchema, rows.curves);
  const fault = curves.success ? faultIn(curves.output, config.arms.length) : 'no curves that can be read';
  if (!curves.success || fault !== null) {
    return { record: null, checkpoint: null, damage: `The store holds ${fault}. The run cannot be shown.` };
  }
  const { arms, changes, elapsedMs, environment, moves, ribbons, step, stepSizes, stepsPerSecond } =
    curves.output;
  const looks = rows.looks.map((row) => readLook(row, config.arms.length));
  const snapshots = looks.filter((look) => look !== null && look.step <= step) as LayerSnapshot[];
  const fits = (own: readonly { readonly arm: number }[]) => own.every(({ arm }) => arm < arms.length);
  const record: RunRecord = {
    ...newRecord(config, environment),
    arms: arms.map(armOfCurves),
    changes: fits(changes) ? changes : changes.filter(({ arm }) => arm < arms.length),
    moves,
    snapshots: snapshots.toSorted((one, other) => one.step - other.step),
    stepSizes: stepSizes.filter((probe) => probe.losses.length === arms.length),
    ribbons: ribbons.filter((ribbon) => ribbon.losses.length === arms.length),
    step,
    elapsedMs,
    stepsPerSecond,
  };
  const checkpoint = readCheckpoint(rows.weights, config, step);
  const lost = looks.length - snapshots.length;
  const sentences = [
    ...(rows.weights !== undefined && checkpoint === null
      ? ['Its weights could not be read, so it cannot train on.']
      : []),
    ...(lost > 0 ? [`${lost} of its looks inside the layers could not be read.`] : []),
  ];
  return { record, checkpoint, damage: sentences.length === 0 ? null : sentences.join(' ') };
}

function readCheckpoint(row: unknown, config: ExperimentConfig, step: number): Checkpoint | null {
  const read = v.safeParse(WeightsSchema, row);
  if (!read.success) return null;
  const { checkpoint } = read.output;
  const fits =
    checkpoint.arms.length === config.arms.length &&
    checkpoint.step <= step &&
    checkpoint.changes.every(({ arm }) => arm < config.arms.length);
  return fits ? checkpoint : null;
}

function readLook(row: unknown, arms: number): LayerSnapshot | null {
  const read = v.safeParse(LookSchema, row);
  if (!read.success) return null;
  const { snapshot, step } = read.output;
  return snapshot.step === step && snapshot.arms.length === arms && hasItsSize(snapshot) ? snapshot : null;
}
