import { armKind } from '../../../common/experiment/arm-look.ts';
import { type ArmConfig, channelsOf, type ExperimentConfig } from '../../../common/experiment/config.ts';
import { distinctArms } from '../../../common/experiment/equal-arms.ts';
import { type Norm, normOf } from '../../../common/experiment/norm.ts';
import { SETTINGS } from '../../../common/experiment/settings.ts';

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];

const THE_RATE = 'the learning rate';

/** What the networks of an experiment differ in, in a headline. */
export function welcomeTitle({ arms, changes }: Pick<ExperimentConfig, 'arms' | 'changes'>): string {
  const count = COUNTS[arms.length] ?? String(arms.length);
  if (arms.length === 1) return 'One network';
  const differences = differencesOf(arms);
  if (differences.length === 0) return `${count} networks that do not differ at all`;
  const distinct = distinctArms({ arms, changes });
  if (distinct < arms.length && differences.length > 0) {
    const number = (COUNTS[distinct] ?? String(distinct)).toLowerCase();
    return `${count} networks, ${number} of them distinct: they differ in ${differences.join(' and ')}`;
  }
  if (differences.length === 1) return `${count} networks that differ in one thing: ${differences[0]}`;
  const several = differences.map((one) => (one === THE_RATE ? 'learning rate' : one));
  return `${count} networks that differ in ${several.join(' and ')}`;
}

function differencesOf(arms: readonly ArmConfig[]): readonly string[] {
  const normalised = arms.filter(({ bn }) => bn);
  const kinds = new Set(normalised.map((arm) => normOf(arm).kind));
  const switches = new Set(normalised.map((arm) => JSON.stringify({ ...normOf(arm), kind: null })));
  const found: string[] = [];
  if (kinds.size > 1) found.push('the kind of normalization');
  else if (normalised.length > 0 && normalised.length < arms.length) found.push(kindOf(normalised));
  if (switches.size > 1)
    found.push(found.length > 0 ? 'its switches' : `the switches of ${kindOf(normalised)}`);
  if (new Set(arms.map(({ rate }) => rate)).size > 1) found.push(THE_RATE);
  return found;
}

const kindOf = ([arm]: readonly ArmConfig[]): string =>
  arm === undefined ? 'normalization' : armKind(arm).toLowerCase();

/** The net that all arms share, in a sentence's beginning. */
export function describeNet(config: ExperimentConfig): string {
  const { activation, init } = SETTINGS;
  return `${layersOf(config)}, ${activation.values[config.activation]}, ${init.values[config.init]} weights`;
}

function layersOf(config: ExperimentConfig): string {
  const { blocks, depth, kind, reduce, width } = config;
  if (kind === 'dense') return `${depth} hidden ${depth === 1 ? 'layer' : 'layers'} of ${width} units`;
  const halves = SETTINGS.reduce.values[reduce].toLowerCase();
  return `${blocks} convolutional ${blocks === 1 ? 'block' : 'blocks'} of ${channelsText(config)} channels, halved by ${halves}`;
}

/** "8 → 16 → 32"; one number where all blocks have as many. */
export function channelsText(config: Parameters<typeof channelsOf>[0]): string {
  const channels = channelsOf(config);
  return new Set(channels).size === 1 ? String(channels[0]) : channels.join(' → ');
}

/** The net in few words: "10 × 100 Sigmoid", "2 blocks, 8 → 16 channels, ReLU". */
export function netInShort(config: ExperimentConfig): string {
  const { activation, blocks, depth, kind, width } = config;
  const words = SETTINGS.activation.values[activation];
  if (kind === 'dense') return `${depth} × ${width} ${words}`;
  return `${blocks} ${blocks === 1 ? 'block' : 'blocks'}, ${channelsText(config)} channels, ${words}`;
}

/** What the bars of the sketches are; empty where there is none. */
export function barWords({ arms, kind: net }: Pick<ExperimentConfig, 'arms' | 'kind'>): string {
  const [kind, ...others] = new Set(arms.filter(({ bn }) => bn).map((arm) => normOf(arm).kind));
  if (kind === undefined) return '';
  if (others.length > 0) return 'Each bar is a normalization of its network’s kind.';
  return `Each bar is ${BARS[kind](net === 'conv')}.`;
}

const BARS: Readonly<Record<Norm['kind'], (isConv: boolean) => string>> = {
  batch: (isConv) =>
    `a batch normalization: it centres and scales every ${isConv ? 'channel over the images of a batch and all places in them' : 'unit over the images of a batch'}`,
  layer: (isConv) =>
    `a layer normalization: it centres and scales every image over the ${isConv ? 'channels and places' : 'units'} of a layer`,
  noisy: (isConv) =>
    `a batch normalization, after which noise moves and scales every ${isConv ? 'channel' : 'unit'} anew in each step`,
};
