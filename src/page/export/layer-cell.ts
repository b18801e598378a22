import type { ArmTone } from '../../common/experiment/arm-look.ts';

/** One arm's figures in a layer, as text. */
export interface LayerRow {
  readonly letter: string;
  readonly tone: ArmTone;
  /** What the arm is called within a sentence. */
  readonly words: string;
  /** Mean and standard deviation of all values, or their norm, or why there are none. */
  readonly main: string;
  /** Standard deviation within units, across images, of a unit on average. */
  readonly images: string;
  /** Standard deviation between units, of their means. */
  readonly units: string;
  /** Part of the variance that is across images, 0 to 1; null for none to speak of. */
  readonly imageShare: number | null;
  /** True when the spread across images is next to nothing. */
  readonly constant: boolean;
}

/** Labels below a plot, from left to right; of one arm alone where each has its own axis. */
export interface LayerAxis {
  readonly letter: string | null;
  readonly tone: ArmTone | null;
  readonly min: string;
  readonly mid: string;
  readonly max: string;
}

export interface LayerNote {
  readonly text: string;
  readonly tone: 'bad' | 'warn' | 'soft';
}

/** One probe of a layer: the texts around its plot, on the page and in pictures alike. */
export interface LayerPart {
  /** Above the plot where a card has two. */
  readonly name: string;
  readonly axes: readonly LayerAxis[];
  /** Heads of the columns of figures. */
  readonly heads: readonly [main: string, images: string, units: string];
  readonly rows: readonly LayerRow[];
  readonly notes: readonly LayerNote[];
}

/** A layer's card: one part a probe. */
export interface LayerCell {
  readonly title: string;
  readonly units: string;
  readonly parts: readonly LayerPart[];
}
