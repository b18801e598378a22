import { shortened } from '../lib/format.ts';

/** A setting that is one of a few words. */
interface Choice<V extends string> {
  readonly type: 'choice';
  readonly label: string;
  readonly values: Readonly<Record<V, string>>;
  readonly fallback: V;
}

/** A setting that is a number between two bounds, both allowed. */
interface NumberSetting {
  readonly type: 'integer' | 'number';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
  readonly unit: string;
}

const choice = <V extends string>(
  label: string,
  values: Record<V, string>,
  fallback: NoInfer<V>,
): Choice<V> => ({
  type: 'choice',
  label,
  values,
  fallback,
});

const integer = (
  label: string,
  [min, max]: readonly [number, number],
  fallback: number,
  unit: string,
): NumberSetting => ({ type: 'integer', label, min, max, fallback, unit });

const decimal = (...args: Parameters<typeof integer>): NumberSetting => ({
  ...integer(...args),
  type: 'number',
});

/**
 * The one table of settings: name in links, label, allowed values, default. The page's controls, links, the command line
 * and run files all read it. `arms` and `changes` are lists with a grammar of their own: see `arms.ts`, `changes.ts`.
 */
export const SETTINGS = {
  preset: choice(
    'Preset',
    {
      'deep-mlp': 'Deep MLP · 10 × 100 sigmoid',
      'too-fast': 'Too fast · 10 × 100 ReLU, rate 1',
      'no-drama': 'No drama · 10 × 100 ReLU, He',
      'paper-figure-1': 'The paper’s figure 1 · 3 × 100 sigmoid',
      cnn: 'Convolutions · 2 blocks, ReLU',
      'small-batches': 'Small batches · 5 × 100 ReLU, 4 images',
      'deep-linear': 'Deep linear · 25 × 50, Gaussian noise',
    },
    'deep-mlp',
  ),
  kind: choice('Kind', { dense: 'Dense', conv: 'Convolutional' }, 'dense'),
  depth: integer('Hidden layers', [1, 30], 10, 'layers'),
  width: integer('Units a layer', [8, 512], 100, 'units'),
  blocks: integer('Blocks', [1, 6], 2, 'blocks'),
  channels: integer('Channels of the first block', [1, 64], 8, 'channels'),
  widen: choice('Channels of the next', { double: 'Twice as many', same: 'As many' }, 'double'),
  reduce: choice('Halves the image by', { stride: 'Stride 2', pool: '2 × 2 max pooling' }, 'stride'),
  activation: choice(
    'Activation',
    { sigmoid: 'Sigmoid', tanh: 'Tanh', relu: 'ReLU', linear: 'Linear' },
    'sigmoid',
  ),
  init: choice(
    'Initial weights',
    { glorot: 'Glorot uniform', he: 'He normal', gaussian: 'Gaussian' },
    'glorot',
  ),
  initSigma: decimal('Sigma of the weights', [0.0001, 1], 0.01, ''),
  optimizer: choice(
    'Optimizer',
    { sgd: 'SGD', momentum: 'Momentum', nesterov: 'Nesterov', adam: 'Adam', rmsprop: 'RMSProp' },
    'sgd',
  ),
  momentum: decimal('Momentum', [0, 0.999], 0.9, ''),
  weightDecay: decimal('Weight decay', [0, 0.1], 0, ''),
  warmup: integer('Warm-up', [0, 100_000], 0, 'steps'),
  dropEvery: integer('Rate drops every', [0, 1_000_000], 0, 'steps'),
  dropFactor: decimal('Rate drops to', [0.01, 1], 0.1, 'times'),
  batch: integer('Batch', [2, 500], 100, 'images'),
  seed: integer('Seed', [0, 999_999_999], 1, ''),
  data: choice(
    'Data',
    { mnist: 'MNIST', generated: 'Generated digits', gaussian: 'Gaussian noise', files: 'My files' },
    'mnist',
  ),
  pixels: choice('Pixels', { grey: 'Grey, 0 to 1', binary: 'Black and white' }, 'grey'),
  transpose: choice('Transpose images', { no: 'No', yes: 'Yes' }, 'no'),
  backend: choice('Backend', { auto: 'Automatic', webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'CPU' }, 'auto'),
  steps: integer('Stop after', [1, 1_000_000], 3000, 'steps'),
  target: decimal('Stop at test accuracy', [0, 100], 0, '%'),
  evalEvery: integer('Test every', [1, 100_000], 20, 'steps'),
  probeEvery: integer('Step sizes every', [0, 1_000_000], 0, 'steps'),
  ribbonsEvery: integer('Landscape every', [0, 1_000_000], 0, 'steps'),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The type of a setting's value: one of its words, or a number. */
export type SettingValue<N extends SettingName> = (typeof SETTINGS)[N] extends Choice<infer V> ? V : number;

/** Bounds of a learning rate, whatever the arm. */
export const RATE = { label: 'Learning rate', min: 1e-4, max: 10, fallback: 0.1 } as const;
/** How many arms a run may have: names go from A to Z, and on from AA to AF. */
export const ARM_COUNT = { min: 1, max: 32 } as const;
/** The colours that a person can give an arm, by their numbers. */
export const OWN_COLORS = { min: 1, max: 8 } as const;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Parts of three digits, which some countries part by commas, others by dots. */
const GROUPED = /^[+-]?\d{1,3}([.,]\d{3})+$/;

/** A typed number with digits and signs as ASCII has them, and a dot for its one comma: keypads of many regions have no dot. */
function plainNumber(text: string): string {
  const ascii = text
    .normalize('NFKC')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll('\u066b', '.')
    .replaceAll('\u2212', '-')
    .trim();
  return ascii.replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
}

/** Reads a decimal number with one decimal sign, a dot or a comma; null for anything else, the empty text included. */
export function readNumber(text: string): number | null {
  const trimmed = plainNumber(text);
  // No sign of zero: written, both zeros are the same.
  return NUMBER.test(trimmed) && Number.isFinite(Number(trimmed)) ? Number(trimmed) + 0 : null;
}

/** Why a whole number can be read in two ways, as 3.000 can; null where it cannot. */
export function groupingProblem(text: string): string | null {
  const ascii = text.normalize('NFKC').trim();
  if (!GROUPED.test(ascii)) return null;
  const [first] = ascii.split(/[.,]/);
  const all = ascii.replaceAll(/[.,]/g, '');
  return `“${shortened(text.trim())}” can be read as ${first} and as ${all}: write it without “.” and “,”`;
}

/** Reads one setting from text. The error says what is wrong and what is allowed. */
export function readSetting(name: SettingName, text: string): { value: string | number } | { error: string } {
  const setting = SETTINGS[name];
  if (setting.type === 'choice') {
    const allowed = Object.keys(setting.values);
    return allowed.includes(text)
      ? { value: text }
      : { error: `${name}: “${shortened(text)}” is not one of ${allowed.join(', ')}` };
  }
  const whole = setting.type === 'integer';
  const grouped = whole ? groupingProblem(text) : null;
  if (grouped !== null) return { error: `${name}: ${grouped}` };
  // A comma in a whole number is no decimal sign.
  const value = whole && text.includes(',') ? null : readNumber(text);
  if (value === null || (whole && !Number.isInteger(value)) || value < setting.min || value > setting.max) {
    const what = whole ? 'a whole number' : 'a number';
    return { error: `${name}: “${shortened(text)}” is not ${what} from ${setting.min} to ${setting.max}` };
  }
  return { value };
}
