/** Evenly spaced round numbers from 0 to `end` (which is one only when it is round), about `count` of them. */
export function evenTicks(end: number, count: number): number[] {
  const rough = end / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = ([1, 2, 2.5, 5].find((multiple) => multiple * power >= rough) ?? 10) * power;
  const whole = end >= 10 ? Math.max(1, Math.ceil(spacing)) : spacing;
  const ticks = Array.from({ length: Math.floor(end / whole + 1e-9) + 1 }, (_, index) => index * whole);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}

/** Ticks of a logarithmic axis: powers of ten, with 3s or with 2s and 5s where few powers fit in. */
export function logTicks(min: number, max: number): number[] {
  const decades = Math.log10(max / min);
  const multiples = decades > 3.5 ? [1] : decades > 1.7 ? [1, 3] : [1, 2, 5];
  const stride = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    if (power % stride !== 0) continue;
    for (const multiple of multiples) {
      const tick = Number(`${multiple}e${power}`);
      if (tick >= min * 0.999 && tick <= max * 1.001) ticks.push(tick);
    }
  }
  return ticks;
}

const LADDER = [1, 1.5, 2, 3, 5, 7, 10];

/** The nearest round number at or above a positive value. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const multiple = LADDER.find((one) => one * power >= value * 0.9999) ?? 10;
  return Number((multiple * power).toPrecision(6));
}

/** The nearest round number at or below a positive value. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const multiple = LADDER.filter((one) => one * power <= value * 1.0001).at(-1) ?? 1;
  return Number((multiple * power).toPrecision(6));
}

/**
 * Where the axis of training steps ends: at the end of the run, or, when the run is long and young, at a round number
 * that leaves room for what comes.
 */
export function stepAxisEnd(plannedSteps: number, stepsDone: number): number {
  const end = Math.max(1, plannedSteps, stepsDone);
  if (end <= 5000) return end;
  return Math.min(end, roundUp(Math.max(5000, 1.3 * stepsDone)));
}
