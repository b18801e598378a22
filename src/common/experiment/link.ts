import { formatWhole, shortened } from '../lib/format.ts';
import { formatArms, readArms } from './arms.ts';
import { formatChanges, readChanges } from './changes.ts';
import type { ExperimentConfig } from './config.ts';
import { noSuchSetting } from './link-names.ts';
import { PRESETS } from './presets.ts';
import { readSetting, SETTINGS, type SettingName } from './settings.ts';
import {
  formatStudySetting,
  isStudySetting,
  readStudySetting,
  STUDY_DEFAULTS,
  type StudySettingName,
  type StudySettings,
} from './study-settings.ts';

/** What a link says: a whole config, and what in the link could not be used. */
export interface ParsedLink {
  readonly config: ExperimentConfig;
  readonly studies: StudySettings;
  readonly autostart: boolean;
  /** One sentence for each parameter that is unknown or impossible; of very many the first, and how many more there are. */
  readonly problems: readonly string[];
}

const NAMES = Object.keys(SETTINGS) as SettingName[];

const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);

/** Names and values together may be this long: more than a thousand changes and 32 arms with all their switches. */
const MOST_CHARACTERS = 200_000;
/** So many problems are named, and the others counted. */
export const MOST_PROBLEMS = 12;

/**
 * Reads an experiment from link parameters or command-line options. Never throws: what cannot be used is named in
 * `problems`, and the preset's value stands.
 */
export function parseLink(parameters: Iterable<readonly [string, string]>): ParsedLink {
  const problems: string[] = [];
  const pairs = readableParameters(parameters, problems);
  const patch: Record<string, unknown> = {};
  const studies: Record<string, unknown> = {};
  let autostart = false;
  const take = (name: string, read: { value: unknown } | { error: string }, into = patch) => {
    if ('error' in read) problems.push(read.error);
    else into[name] = read.value;
  };
  for (const [name, text] of pairs) {
    if (isSetting(name)) take(name, readSetting(name, text));
    else if (isStudySetting(name)) take(name, readStudySetting(name, text), studies);
    else if (name === 'arms') take(name, readArms(text));
    else if (name === 'changes') take(name, readChanges(text));
    else if (name === 'autostart') {
      autostart = text === '1';
      if (text !== '1' && text !== '0') problems.push(`autostart: “${shortened(text)}” is not 0 or 1`);
    } else problems.push(problems.length < MOST_PROBLEMS ? noSuchSetting(name) : shortened(name));
  }
  const preset = PRESETS[(patch['preset'] ?? SETTINGS.preset.fallback) as keyof typeof PRESETS];
  const config: ExperimentConfig = { ...preset, ...patch };
  return {
    ...withKnownArms(config, problems),
    studies: { ...STUDY_DEFAULTS, ...studies },
    autostart,
    problems: firstOf(problems),
  };
}

/** The parameters as far as they are read; of one that is given again and again the last value. */
function readableParameters(
  parameters: Iterable<readonly [string, string]>,
  problems: string[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  let characters = 0;
  for (const [name, text] of parameters) {
    characters += name.length + text.length;
    if (characters > MOST_CHARACTERS) {
      const most = formatWhole(MOST_CHARACTERS);
      problems.push(
        `${shortened(name)}: the link is longer than ${most} characters, and is not read from here on`,
      );
      break;
    }
    pairs.set(name, text);
  }
  return pairs;
}

const firstOf = (problems: readonly string[]): readonly string[] =>
  problems.length <= MOST_PROBLEMS
    ? problems
    : [...problems.slice(0, MOST_PROBLEMS), `and ${formatWhole(problems.length - MOST_PROBLEMS)} more`];

function withKnownArms(config: ExperimentConfig, problems: string[]): { config: ExperimentConfig } {
  const changes = config.changes.filter((change) => change.arm < config.arms.length);
  const lost = config.changes.length - changes.length;
  if (lost > 0) problems.push(`changes: ${lost} of them name an arm that is not in the run`);
  return { config: { ...config, changes } };
}

/** The link parameters of a config, every setting written out, so that a link means the same for ever. */
export function linkParameters(config: ExperimentConfig): [string, string][] {
  const parameters = NAMES.map((name): [string, string] => [name, String(config[name])]);
  parameters.push(['arms', formatArms(config.arms)]);
  if (config.changes.length > 0) parameters.push(['changes', formatChanges(config.changes)]);
  return parameters;
}

const STUDY_NAMES = Object.keys(STUDY_DEFAULTS) as StudySettingName[];

/** The link parameters of studies: those that are not as usual. */
const studyParameters = (studies: StudySettings): [string, string][] =>
  STUDY_NAMES.map((name): [string, string] => [name, formatStudySetting(name, studies)]).filter(
    ([name, text]) => text !== formatStudySetting(name as StudySettingName, STUDY_DEFAULTS),
  );

/** Signs that query and fragment may hold as they are, after a space, which both write as a plus. */
const READABLE: Readonly<Record<string, string>> = { '%20': '+', '%2C': ',', '%2F': '/', '%3A': ':' };

/** A link that people can read: `preset=deep-mlp&depth=10&...&arms=bn:0.1,plain:0.1`, to stand after `#` in an address. */
export const formatLink = (config: ExperimentConfig, studies = STUDY_DEFAULTS): string =>
  [...linkParameters(config), ...studyParameters(studies)]
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');

const encoded = (value: string): string =>
  encodeURIComponent(value).replace(/%2[0CF]|%3A/g, (sign) => READABLE[sign] ?? sign);
