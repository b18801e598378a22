/** One arm's figures in a layer, as text. */
export interface LayerRow {
  readonly letter: string;
  readonly bn: boolean;
  /** Mean and standard deviation of all values, or why there are none. */
  readonly mean: string;
  /** Standard deviation across images, of a unit on average. */
  readonly images: string;
  /** Standard deviation between units, of their means. */
  readonly units: string;
  /** Part of the variance that is across images, 0 to 1; null for none to speak of. */
  readonly imageShare: number | null;
  /** True when the spread across images is next to nothing. */
  readonly constant: boolean;
}

/** A layer's figures: the texts around its histograms, on the page and in pictures alike. */
export interface LayerCell {
  readonly title: string;
  readonly units: string;
  /** Ends of the histograms' axis. */
  readonly min: string;
  readonly max: string;
  readonly rows: readonly LayerRow[];
  readonly notes: readonly { readonly text: string; readonly tone: 'bad' | 'warn' | 'soft' }[];
}
