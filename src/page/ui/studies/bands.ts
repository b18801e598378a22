import type { Band } from '../../../common/lib/statistics.ts';

/** What each band is called, and what it is in words. */
export const BANDS: Readonly<Record<Band, { readonly label: string; readonly words: string }>> = {
  range: { label: 'Min–max', words: 'lowest to highest seed' },
  sd: { label: 'SD', words: 'mean ± standard deviation over seeds' },
  se: { label: 'SE', words: 'mean ± its standard error' },
  ci95: { label: '95\u202f% interval', words: '95\u202f% t interval of the mean' },
};

export const BAND_CHOICES = (Object.keys(BANDS) as Band[]).map((value) => ({
  value,
  label: BANDS[value].label,
}));
