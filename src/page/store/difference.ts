/** One setting that a new run would take up, in words. */
export interface Difference {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}
