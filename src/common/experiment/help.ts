/** A formula for KaTeX, and the same in plain text. */
export interface Formula {
  readonly tex: string;
  readonly text: string;
}

/** What a control explains of itself. */
export interface Help {
  /** One or two plain sentences: what it does, and what to expect of it. */
  readonly help: string;
  readonly formula: Formula | null;
}
