/** When the page takes in what the worker has said. */
export interface DrawSchedule {
  /** Calls back before the next frame is drawn, or soon when no frame will come because the page is hidden. */
  beforeDraw(callback: () => void): void;
  /** Calls back once what has just been put into the store has been rendered. */
  afterDraw(callback: () => void): void;
}

/** A hidden page draws no frames; this is how long one is waited for. */
const FRAME_PATIENCE_MS = 250;

export const browserSchedule: DrawSchedule = {
  beforeDraw(callback) {
    let done = false;
    const once = () => {
      if (done) return;
      done = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      callback();
    };
    const timer = setTimeout(once, document.visibilityState === 'hidden' ? 0 : FRAME_PATIENCE_MS);
    const frame = requestAnimationFrame(once);
  },
  afterDraw(callback) {
    setTimeout(callback, 0);
  },
};
