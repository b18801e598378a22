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
  | 'bn'
  | 'plain'
  | 'bn-soft'
  | 'plain-soft'
  | 'bad'
  | 'warn';

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
    bad: '#ff8a80',
    warn: '#f0c060',
  },
};

const isColorName = (name: string): name is ColorName => Object.hasOwn(PALETTES.light, name);

/**
 * Puts colours in the place of `var(--ns-...)`.
 *
 * @throws when a variable has no colour here: a picture must not depend on the page
 */
export function resolveColors(markup: string, scheme: Scheme): string {
  return markup.replaceAll(/var\(--([\w-]+)[^)]*\)/g, (reference, variable: string) => {
    const name = variable.replace(/^ns-/, '');
    if (!isColorName(name)) throw new Error(`No colour for ${reference} in the palette`);
    return PALETTES[scheme][name];
  });
}
