import { armLetter } from '../../common/experiment/arms.ts';
import { describeChange } from '../../common/experiment/changes.ts';
import type { ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { followsPreset } from '../../common/experiment/follows-preset.ts';
import { formatLink } from '../../common/experiment/link.ts';
import { replayConfig } from '../../common/experiment/replay.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { SETTINGS } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { spanText } from './number-text.ts';

/** A named paragraph below a picture. */
export type Fact = readonly [name: string, text: string];

/** All that must be known of a run to judge a picture of it, and to repeat it. */
export function runFacts(record: RunRecord, now: Date): Fact[] {
  const { config, environment, changes } = record;
  const facts: Fact[] = [
    ['Arms', config.arms.map((arm, index) => `${armLetter(index)}: ${armText(arm)}`).join(' · ')],
    ['Network', networkText(config)],
    ['Training', trainingText(config)],
  ];
  if (changes.length > 0) {
    const texts = changes.map((change) => `${describeChange(change)} at step ${formatWhole(change.step)}`);
    facts.push(['Changed', texts.join(' · ')]);
  }
  const backend = `${SETTINGS.backend.values[environment.backend]} (${environment.renderer})`;
  facts.push(
    [
      'Run',
      `${formatWhole(record.step)} steps done in ${spanText(record.elapsedMs)} · ${environment.data} · ${backend}`,
    ],
    ['Link', `?${repeatLink(record)}`],
    ['Made', `${dateText(now)} with Normscope ${environment.appVersion}`],
  );
  return facts;
}

/** An arm in words: "batch normalization, learning rate 0.1". */
export const armText = ({ bn, rate }: ArmConfig): string =>
  `${bn ? 'batch normalization' : 'plain'}, learning rate ${rate}`;

/** The link that repeats a run, changes made by hand included. */
export const repeatLink = (record: RunRecord): string => formatLink(replayConfig(record));

function networkText(config: ExperimentConfig): string {
  const { depth, width, kind, activation, init, initSigma } = config;
  const layers = `${depth} hidden ${depth === 1 ? 'layer' : 'layers'} of ${width} units`;
  const weights = init === 'gaussian' ? `Gaussian, sigma ${initSigma}` : SETTINGS.init.values[init];
  return `${SETTINGS.kind.values[kind]}, ${layers} · activation ${SETTINGS.activation.values[activation]} · initial weights ${weights}`;
}

function trainingText(config: ExperimentConfig): string {
  const { optimizer, batch, seed, steps, target, evalEvery } = config;
  const parts = [
    SETTINGS.optimizer.values[optimizer],
    `batch of ${batch} images`,
    `seed ${seed}`,
    `stop after ${formatWhole(steps)} steps${target > 0 ? ` or at ${target} % test accuracy` : ''}`,
    `test every ${formatWhole(evalEvery)} steps at first`,
  ];
  return parts.join(' · ');
}

function dateText(date: Date): string {
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${day}, ${time}`;
}

/**
 * A file's name that says what it shows: `normscope-accuracy-deep-mlp-seed1-step1240.png`, with `deep-mlp-changed` where
 * the run was not the preset's.
 */
export function fileName(
  what: string,
  { config, step }: RunRecord,
  extension: 'png' | 'csv' | 'json',
): string {
  const experiment = followsPreset(config) ? config.preset : `${config.preset}-changed`;
  return `normscope-${what}-${experiment}-seed${config.seed}-step${step}.${extension}`;
}
