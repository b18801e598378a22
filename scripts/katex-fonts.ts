import type { Plugin } from 'vite';

/** Takes older formats of its fonts out of KaTeX's stylesheet: every browser that the page runs in reads woff2. */
export const woff2Only = (css: string): string =>
  css.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("[^"]*"\)/g, '');

/** Keeps forty font files that no browser asks for out of the build, and the others files: a page may forbid fonts in `data:`. */
export const katexFonts = (): Plugin => ({
  name: 'normscope-katex-fonts',
  enforce: 'pre',
  config: () => ({ build: { assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined) } }),
  transform: {
    filter: { id: /katex\/dist\/katex\.css$/ },
    handler: (code) => ({ code: woff2Only(code), map: null }),
  },
});
