import type { ArmTone } from '../../common/experiment/arm-look.ts';

/** Light or dark. */
export type Scheme = 'light' | 'dark';

/** The colours of charts, named as the page's CSS variables are, without the leading `--ns-`. */
export type ColorName =
  | 'card'
  | 'ink'
  | 'soft'
  | 'faint'
  | 'line'
  | 'hair'
  | 'bad'
  | 'warn'
  | ArmTone
  | `${ArmTone}-soft`;

/** The colour of an arm, as charts and pictures write it. */
export const toneColor = (tone: ArmTone): string => `var(--ns-${tone})`;

/** The same values as src/page/ui/theme.css: a picture may be wanted in the scheme that the page is not in. */
export const PALETTES: Readonly<Record<Scheme, Readonly<Record<ColorName, string>>>> = {
  light: {
    card: '#ffffff',
    ink: '#1b2330',
    soft: '#5b6675',
    faint: '#616c7b',
    line: '#e4e8ee',
    hair: '#eef1f5',
    bn: '#1668c7',
    plain: '#b84a06',
    'bn-soft': '#e8f1fc',
    'plain-soft': '#fdeee4',
    layer: '#0f766e',
    noisy: '#6d1a86',
    own1: '#0675a1',
    own2: '#5e3807',
    own3: '#0a453a',
    own4: '#8e0974',
    own5: '#bd473c',
    own6: '#6115e4',
    own7: '#7d6600',
    own8: '#6f6f75',
    'layer-soft': '#eef5f5',
    'noisy-soft': '#f5eff7',
    'own1-soft': '#eef5f8',
    'own2-soft': '#f4f1ee',
    'own3-soft': '#eef2f1',
    'own4-soft': '#f7eef5',
    'own5-soft': '#faf2f1',
    'own6-soft': '#f4effd',
    'own7-soft': '#f6f4ed',
    'own8-soft': '#f5f5f5',
    bad: '#b3261e',
    warn: '#8a5a00',
  },
  dark: {
    card: '#171e28',
    ink: '#e7ecf3',
    soft: '#a3afbf',
    faint: '#8b97a7',
    line: '#283241',
    hair: '#202936',
    bn: '#62a8ff',
    plain: '#ff9450',
    'bn-soft': '#16283f',
    'plain-soft': '#3a2417',
    layer: '#3fc4a8',
    noisy: '#e0b8ff',
    own1: '#7fd6f5',
    own2: '#f2a60c',
    own3: '#6ff2dc',
    own4: '#e873c0',
    own5: '#f4705a',
    own6: '#a18bff',
    own7: '#f0ea9a',
    own8: '#a3a18f',
    'layer-soft': '#1c3439',
    'noisy-soft': '#313244',
    'own1-soft': '#253643',
    'own2-soft': '#333024',
    'own3-soft': '#223a3f',
    'own4-soft': '#32293c',
    'own5-soft': '#34292e',
    'own6-soft': '#292c44',
    'own7-soft': '#333937',
    'own8-soft': '#292f35',
    bad: '#ff8a80',
    warn: '#f0c060',
  },
};

const isColorName = (name: string): name is ColorName => Object.hasOwn(PALETTES.light, name);

/**
 * Puts colours in the place of `var(--ns-...)`, where it is all of an attribute: in a text it is only a text.
 *
 * @throws when a variable has no colour here: a picture must not depend on the page
 */
export function resolveColors(markup: string, scheme: Scheme): string {
  return markup.replaceAll(TAG, (tag) =>
    tag.replaceAll(VARIABLE, (reference, variable: string) => {
      const name = variable.replace(/^ns-/, '');
      if (!isColorName(name)) throw new Error(`No colour for ${reference} in the palette`);
      return `"${PALETTES[scheme][name]}"`;
    }),
  );
}

const TAG = /<[^<>]*>/g;
const VARIABLE = /"var\(--([\w-]+)[^)"]*\)"/g;
