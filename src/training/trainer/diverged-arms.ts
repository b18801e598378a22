import type { Divergence, TrainRows } from '../../common/experiment/metrics.ts';

/** The arms of a run whose loss was not finite: they stand still from then on. */
export class DivergedArms {
  readonly #diverged: boolean[];
  readonly #onDivergence: (divergence: Divergence) => void;
  #news: number[] = [];

  /** @param onDivergence told once of each arm */
  constructor(arms: number, onDivergence: (divergence: Divergence) => void) {
    this.#diverged = Array.from({ length: arms }, () => false);
    this.#onDivergence = onDivergence;
  }

  has(arm: number): boolean {
    return this.#diverged[arm] === true;
  }

  /** Whether no arm is left. */
  get all(): boolean {
    return this.#diverged.every(Boolean);
  }

  /** Notes the arms whose training loss is not finite. */
  noteRows({ firstStep, loss }: TrainRows): void {
    const arms = this.#diverged.length;
    for (const [index, value] of loss.entries()) {
      if (!Number.isFinite(value)) this.note(index % arms, firstStep + Math.floor(index / arms));
    }
  }

  note(arm: number, step: number): void {
    if (this.has(arm)) return;
    this.#diverged[arm] = true;
    this.#news.push(arm);
    this.#onDivergence({ arm, step });
  }

  /** Takes the arms that have been noted since the last call, which are still to be stopped. */
  news(): readonly number[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }
}
