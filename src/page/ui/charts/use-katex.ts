import { useEffect, useState } from 'react';

export type Katex = typeof import('katex')['default'];

let loading: Promise<Katex> | undefined;

/** Loads KaTeX with its stylesheet, which are no part of the page's first load; after a failure the next call tries again. */
function loadKatex(): Promise<Katex> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.css')]).then(
    ([{ default: katex }]) => katex,
  );
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** KaTeX; null until it is there, and when it can't be had: plain text does as well then. */
export function useKatex(): Katex | null {
  const [katex, setKatex] = useState<{ readonly loaded: Katex } | null>(null);
  useEffect(() => {
    let wanted = true;
    loadKatex().then(
      (loaded) => wanted && setKatex({ loaded }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return katex?.loaded ?? null;
}
