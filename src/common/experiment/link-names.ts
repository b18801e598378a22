import { closestName } from '../lib/closest-name.ts';
import { shortened } from '../lib/format.ts';
import { SETTINGS, type SettingName } from './settings.ts';
import { STUDY_DEFAULTS, type StudySettingName } from './study-settings.ts';

type OtherName = 'arms' | 'changes' | 'autostart';

/** Every name that a link may have. */
export const LINK_NAMES: readonly (SettingName | StudySettingName | OtherName)[] = [
  ...(Object.keys(SETTINGS) as SettingName[]),
  ...(Object.keys(STUDY_DEFAULTS) as StudySettingName[]),
  'arms',
  'changes',
  'autostart',
];

/** What people call our settings elsewhere. */
const ALIASES: Readonly<Record<string, (typeof LINK_NAMES)[number]>> = {
  lr: 'arms',
  rate: 'arms',
  learningrate: 'arms',
  networks: 'arms',
  bn: 'arms',
  batchsize: 'batch',
  layers: 'depth',
  units: 'width',
  epochs: 'steps',
  dataset: 'data',
};

/** What other sites and programs add to the links that pass through them. */
const ADDED_BY_OTHERS =
  /^(utm_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|ga_.*|_ga.*|_gl|.*clid|mc_(cid|eid)|mkt_tok|igshi?d?|si|ref|referr?er|ref_.*|source|share|feature|trk|spm|cmpid|_openstat|v|t)$/i;

export const isLinkName = (name: string): boolean => (LINK_NAMES as readonly string[]).includes(name);

/** The setting that was probably meant by a name that is none; null for a name that has nothing to do with ours. */
export function meantName(name: string): (typeof LINK_NAMES)[number] | null {
  if (ADDED_BY_OTHERS.test(name)) return null;
  const key = name.toLowerCase().replace(/[-_ ]/g, '');
  if (Object.hasOwn(ALIASES, key)) return ALIASES[key] ?? null;
  return closestName(name, LINK_NAMES);
}

/** What is said of a name that is no setting. */
export function noSuchSetting(name: string): string {
  const meant = meantName(name);
  return `${shortened(name)}: there is no such setting${meant === null ? '' : `; did you mean ${meant}?`}`;
}
