/** Over this long the speed is averaged, so that it can be read. */
const WINDOW_MS = 1500;
/** Marks kept whatever they span: where steps are read in groups, one of a group takes the time of all. */
const FEWEST_MARKS = 17;

/** Tells the time spent at work, and the speed of training of late. */
export class Stopwatch {
  #elapsedMs = 0;
  #since: number | null = null;
  #marks: { step: number; trainMs: number }[] = [];
  #trainMs = 0;

  start(): void {
    this.#since ??= performance.now();
  }

  stop(): void {
    this.#elapsedMs = this.elapsedMs;
    this.#since = null;
  }

  /** Goes on from an earlier time, in milliseconds. */
  restore(elapsedMs: number): void {
    this.#elapsedMs = elapsedMs;
  }

  /** Time between starts and stops, in milliseconds. */
  get elapsedMs(): number {
    return this.#elapsedMs + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  /** All the time that training has taken so far, tests left out, in milliseconds. */
  get trainMs(): number {
    return this.#trainMs;
  }

  /** Notes that training, tests left out, has taken `ms` more and stands at `step`. */
  addTraining(ms: number, step: number): void {
    this.#trainMs += ms;
    this.#marks.push({ step, trainMs: this.#trainMs });
    while (this.#marks.length > FEWEST_MARKS && this.#trainMs - (this.#marks[1]?.trainMs ?? 0) > WINDOW_MS)
      this.#marks.shift();
  }

  /** 0 when too little is known. */
  get stepsPerSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last.trainMs <= first.trainMs) return 0;
    return (1000 * (last.step - first.step)) / (last.trainMs - first.trainMs);
  }
}
