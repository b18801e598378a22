import type { PageWatch } from './page-watch.ts';

// Runs in the real page before its own code. What it looks for is in CurveLines.tsx.
const TRAIN_LINE = '[data-drawn="accuracy"] path[stroke-opacity]';
const TEST_LINE = '[data-drawn="accuracy"] path[stroke-width]';

const watch: PageWatch = {
  frames: [],
  longTasks: [],
  pressedAt: null,
  firstTrainAt: null,
  firstTestAt: null,
  reset() {
    watch.frames = [];
    watch.longTasks = [];
  },
};

const isDrawn = (selector: string) => Boolean(document.querySelector(selector)?.getAttribute('d'));

function onFrame(now: number): void {
  watch.frames.push(now);
  if (watch.pressedAt !== null && watch.firstTestAt === null && isDrawn(TEST_LINE)) watch.firstTestAt = now;
  if (watch.pressedAt !== null && watch.firstTrainAt === null && isDrawn(TRAIN_LINE))
    watch.firstTrainAt = now;
  requestAnimationFrame(onFrame);
}

requestAnimationFrame(onFrame);
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) watch.longTasks.push(duration);
}).observe({ type: 'longtask' });
addEventListener(
  'click',
  (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.textContent?.trim() === 'Start') watch.pressedAt = performance.now();
  },
  true,
);

Object.assign(window, { pageWatch: watch });
