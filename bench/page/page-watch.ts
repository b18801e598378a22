/** What is noted in the real page while it trains, as `window.pageWatch`; times are the page's own, in milliseconds. */
export interface PageWatch {
  /** When each frame began. */
  frames: number[];
  /** How long tasks of more than 50 ms were. */
  longTasks: number[];
  /** When Start was pressed. */
  pressedAt: number | null;
  /** When a chart first showed a training step, and a test. */
  firstTrainAt: number | null;
  firstTestAt: number | null;
  /** Forgets frames and long tasks. */
  reset(): void;
}
