import { armLetter } from '../../common/experiment/arms.ts';
import { describeChange } from '../../common/experiment/changes.ts';
import { type ArmChange, channelsOf, type ExperimentConfig } from '../../common/experiment/config.ts';
import { followsPreset } from '../../common/experiment/follows-preset.ts';
import { formatLink } from '../../common/experiment/link.ts';
import type { Environment, Move } from '../../common/experiment/metrics.ts';
import { replayConfig } from '../../common/experiment/replay.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { SETTINGS } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { armText } from './arm-text.ts';
import type { Provenance } from './csv.ts';
import { spanText } from './number-text.ts';

/** A named paragraph below a picture. */
export type Fact = readonly [name: string, text: string];

/** All that must be known of a run to judge a picture of it, and to repeat it. */
export function runFacts(record: RunRecord, now: Date): Fact[] {
  const { config, environment, changes } = record;
  return [
    ...experimentFacts(config, `seed ${config.seed}`, changes),
    [
      'Run',
      [
        `${formatWhole(record.step)} steps done in ${spanText(record.elapsedMs)}`,
        placeText(environment),
        ...standInTexts(config, environment),
        ...record.moves.map(moveText),
      ].join(' · '),
    ],
    ['Link', `#${repeatLink(record)}`],
    madeFact(environment, now),
  ];
}

/**
 * What was trained.
 *
 * @param seeds in words: "seed 1"
 * @param changes in the middle of the run
 * @param tests in words: when the test set is read
 */
export function experimentFacts(
  config: ExperimentConfig,
  seeds: string,
  changes: readonly ArmChange[],
  tests = `test every ${formatWhole(config.evalEvery)} steps at first`,
): readonly Fact[] {
  const texts = changes.map((change) => `${describeChange(change)} at step ${formatWhole(change.step)}`);
  return [
    ['Arms', config.arms.map((arm, index) => `${armLetter(index)}: ${armText(arm)}`).join(' · ')],
    ['Network', networkText(config)],
    ['Training', trainingText(config, seeds, tests)],
    ...(texts.length > 0 ? [['Changed', texts.join(' · ')] as const] : []),
  ];
}

/** On which data, and by what. */
export const placeText = ({ backend, data, renderer }: Environment): string =>
  `${dataText(data)} · ${SETTINGS.backend.values[backend]} (${renderer})`;

/** The data in few words. Which files differ from the published ones is told in the card of the data. */
const dataText = (data: string): string =>
  data.replace(
    /^(MNIST \([^)]*)\)\. (?:Checksum differs|Not the bytes that were published).*$/,
    '$1, checksum differs)',
  );

/** "asked for WebGL, ran on WebAssembly": nothing where it ran on what was asked for. */
export function standInTexts(
  { backend: asked }: ExperimentConfig,
  { backend }: Environment,
): readonly string[] {
  const { values } = SETTINGS.backend;
  return asked === 'auto' || asked === backend
    ? []
    : [`asked for ${values[asked]}, ran on ${values[backend]}`];
}

/** Where it went on. */
export const moveText = ({ backend, renderer, step }: Move): string =>
  `from step ${formatWhole(step + 1)} on ${SETTINGS.backend.values[backend]} (${renderer})`;

/** When a picture was made. */
export const madeFact = ({ appVersion }: Environment, now: Date): Fact => [
  'Made',
  `${dateText(now)} with Normscope ${appVersion}`,
];

/** The link that repeats a run, changes made by hand included. */
export const repeatLink = (record: RunRecord): string => formatLink(replayConfig(record));

/** What a file of a run's figures says of where they come from. */
export const runProvenance = (record: RunRecord): Provenance => ({
  settings: `?${repeatLink(record)}`,
  source: sourceText(record.environment),
});

/** "Normscope 1.4.0 · MNIST (60,000 + 10,000 images) · WebAssembly (4 threads) · started 2026-11-03T14:05:00Z". */
export const sourceText = (environment: Environment): string =>
  `Normscope ${environment.appVersion} · ${placeText(environment)} · started ${environment.startedAt}`;

function networkText(config: ExperimentConfig): string {
  const { activation, init, initSigma, kind } = config;
  const weights = init === 'gaussian' ? `Gaussian, sigma ${initSigma}` : SETTINGS.init.values[init];
  const layers = kind === 'conv' ? blocksText(config) : layersText(config);
  return `${SETTINGS.kind.values[kind]}, ${layers} · activation ${SETTINGS.activation.values[activation]} · initial weights ${weights}`;
}

const layersText = ({ depth, width }: ExperimentConfig): string =>
  `${depth} hidden ${depth === 1 ? 'layer' : 'layers'} of ${width} units`;

/** "3 blocks of 3 × 3 filters with 8, 16, 32 channels, the image halved by stride 2". */
function blocksText(config: ExperimentConfig): string {
  const channels = channelsOf(config);
  const blocks = `${channels.length} ${channels.length === 1 ? 'block' : 'blocks'} of 3 × 3 filters`;
  const by = SETTINGS.reduce.values[config.reduce].toLowerCase();
  return `${blocks} with ${channels.join(', ')} channels, the image halved by ${by}`;
}

function trainingText(config: ExperimentConfig, seeds: string, tests: string): string {
  const { batch, data, pixels, steps, target, transpose } = config;
  const parts = [
    ...optimizerTexts(config),
    `batch of ${batch} images`,
    ...(pixels === 'binary' && data !== 'gaussian' ? ['pixels black and white'] : []),
    ...(transpose === 'yes' ? ['images transposed'] : []),
    seeds,
    `stop after ${formatWhole(steps)} steps${target > 0 ? ` or at ${target} % test accuracy` : ''}`,
    tests,
  ];
  return parts.join(' · ');
}

/** The optimizer, and what else decides how far a step goes. */
function optimizerTexts(config: ExperimentConfig): string[] {
  const { optimizer, momentum, weightDecay, warmup, dropEvery, dropFactor } = config;
  const name = SETTINGS.optimizer.values[optimizer];
  const hasMomentum = optimizer === 'momentum' || optimizer === 'nesterov';
  return [
    hasMomentum ? `${name} ${momentum}` : name,
    ...(weightDecay > 0 ? [`weight decay ${weightDecay}`] : []),
    ...(warmup > 0 ? [`warm-up of ${formatWhole(warmup)} steps`] : []),
    ...(dropEvery > 0 ? [`rate × ${dropFactor} every ${formatWhole(dropEvery)} steps`] : []),
  ];
}

function dateText(date: Date): string {
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${day}, ${time} (${zoneText(date)})`;
}

/** The time zone of a person's clock at a moment: "UTC+1", "UTC+5:30", "UTC". */
function zoneText(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
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
  return `normscope-${what}-${presetName(config)}-seed${config.seed}-step${step}.${extension}`;
}

/** The preset's name, with `-changed` where the experiment is not the preset's. */
export const presetName = (config: ExperimentConfig): string =>
  followsPreset(config) ? config.preset : `${config.preset}-changed`;
