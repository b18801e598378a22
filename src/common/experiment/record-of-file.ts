import { cleanText } from '../lib/clean-text.ts';
import { shortened } from '../lib/format.ts';
import { countsOf, type Series, seriesOf, singlesOf } from '../lib/series.ts';
import { parseLink } from './link.ts';
import type { Environment } from './metrics.ts';
import type { RunFile } from './run-file.ts';
import type { ArmRecord, RunRecord } from './run-record.ts';
import { snapshotsOfFile } from './snapshots-of-file.ts';

/**
 * The record of a run that is in a file, to be looked at again; written once more, it gives the same file. `readRunFile` has checked
 * the file. What a file does not say is not in the record either:
 *
 * - a figure that is not finite is NaN, whichever it was
 * - no unit is followed one by one, and of long runs there are as many looks inside the layers as the file holds; of version 1 none
 * - how fast it was (`stepsPerSecond`) is 0, which stands for unknown
 */
export function recordOfFile(file: RunFile): RunRecord {
  const { config } = parseLink(Object.entries(file.config));
  return {
    config,
    environment: cleanEnvironment(file.environment),
    arms: file.arms.map(armRecord),
    changes: file.changes,
    moves: (file.moves ?? []).map((move) => ({ ...move, renderer: cleanText(move.renderer) })),
    snapshots: snapshotsOfFile(file, config),
    stepSizes: (file.stepSizes ?? []).map((row) => ({
      ...row,
      rate: row.rate.map(figure),
      loss: row.loss.map(figure),
      losses: row.losses.map((own) => own.map(figure)),
    })),
    ribbons: (file.ribbons ?? []).map((row) => ({
      ...row,
      rate: row.rate.map(figure),
      loss: row.loss.map(figure),
      gradientNorm: row.gradientNorm.map(figure),
      losses: row.losses.map((own) => own.map(figure)),
      gradientChanges: row.gradientChanges.map((own) => own.map(figure)),
    })),
    step: file.steps,
    elapsedMs: file.elapsedMs,
    stepsPerSecond: 0,
  };
}

/** More than this no graphics driver, browser or data set says of itself. */
const MOST_WORDS = 1000;

/** What a file says of where it was made is shown in pictures and notices. */
function cleanEnvironment(environment: Environment): Environment {
  const clean = (text: string) => shortened(cleanText(text), MOST_WORDS);
  const { appVersion, backendReason, data, platform, renderer } = environment;
  return {
    ...environment,
    appVersion: clean(appVersion),
    backendReason: clean(backendReason),
    renderer: clean(renderer),
    data: clean(data),
    platform: clean(platform),
  };
}

const figure = (value: number | null): number => value ?? Number.NaN;

function armRecord(arm: RunFile['arms'][number]): ArmRecord {
  const column = (values: readonly (number | null)[]): Series => seriesOf(values.map(figure));
  const single = (values: readonly (number | null)[]): Series => singlesOf(values.map(figure));
  const none = arm.testStep.map(() => null);
  return {
    step: countsOf(arm.step),
    trainLoss: single(arm.trainLoss),
    trainAccuracy: single(arm.trainAccuracy),
    testStep: countsOf(arm.testStep),
    testLoss: column(arm.testLoss),
    testAccuracy: column(arm.testAccuracy),
    byBatchLoss: column(arm.byBatchLoss ?? none),
    byBatchAccuracy: column(arm.byBatchAccuracy ?? none),
    divergedAt: arm.divergedAt,
  };
}
