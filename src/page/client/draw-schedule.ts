/** When the page takes in what the worker has said. */
export interface DrawSchedule {
  /** Calls back before the next frame is drawn, or at once when no frame will come because the page is hidden. */
  beforeDraw(callback: () => void): void;
  /**
   * Calls back once what has just been put into the store has been drawn; where frames are slow, after a rest besides, so that
   * drawing leaves most of the time to training and to the person's own doings.
   */
  afterDraw(callback: () => void): void;
}

/** A page that is covered may draw no frames; this is how long one is waited for. */
const FRAME_PATIENCE_MS = 250;

/** Charts are drawn in turns: so many frames, and no longer than this where there is a GPU. */
const FRAMES = 3;
const QUICK_MS = 60;
/** The rest, against the time that frames took beyond that. */
const REST = 2;
const LONGEST_REST_MS = 2000;

export const browserSchedule: DrawSchedule = {
  beforeDraw: nextFrame,
  afterDraw(callback) {
    const startedAt = performance.now();
    const wait = (frames: number): void => {
      if (frames > 0) nextFrame(() => wait(frames - 1));
      else setTimeout(callback, restAfter(performance.now() - startedAt));
    };
    if (document.visibilityState === 'hidden') queueMicrotask(callback);
    else wait(FRAMES);
  },
};

/** How long to rest after drawing that took so long. */
export const restAfter = (drawMs: number): number =>
  Math.min(LONGEST_REST_MS, Math.max(0, REST * (drawMs - QUICK_MS)));

/** A hidden page draws nothing, and its timers may come once a minute; the worker's messages come on time, so it takes them in at once. */
function nextFrame(callback: () => void): void {
  if (document.visibilityState === 'hidden') {
    queueMicrotask(callback);
    return;
  }
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', once);
    callback();
  };
  const timer = setTimeout(once, FRAME_PATIENCE_MS);
  const frame = requestAnimationFrame(once);
  document.addEventListener('visibilitychange', once);
}
