/** A figure as it is, words, or nothing. */
export type Cell = number | string | null;

/** The figures behind a chart: what its table shows and what its CSV file holds. */
export interface DataTable {
  /** Names with units: "step", "A test accuracy", "loss (nats)". */
  readonly columns: readonly string[];
  /** One cell a column. */
  readonly rows: readonly (readonly Cell[])[];
}
