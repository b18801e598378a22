/** Watches over something that speaks now and then. */
export interface SilenceWatch {
  /** It was heard: the time of silence begins anew. */
  heard(): void;
  /** Watches no longer. */
  end(): void;
}

/** Calls `onSilence` once, when nothing was heard for `limitMs` milliseconds. */
export function watchSilence(limitMs: number, onSilence: () => void): SilenceWatch {
  const timer = setTimeout(onSilence, limitMs);
  let isEnded = false;
  return {
    heard: () => {
      if (!isEnded) timer.refresh();
    },
    end: () => {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}
