import type { Divergence, TrainRows } from '../../common/experiment/metrics.ts';

/** The arms of a run whose loss was not finite: they stand still from then on. */
export class DivergedArms {
  /** The training step of each; null for one that learns. */
  readonly #divergedAt: (number | null)[];
  readonly #onDivergence: (divergence: Divergence) => void;
  #news: number[] = [];

  /** @param onDivergence told once of each arm */
  constructor(arms: number, onDivergence: (divergence: Divergence) => void) {
    this.#divergedAt = Array.from({ length: arms }, () => null);
    this.#onDivergence = onDivergence;
  }

  /** The training step whose loss was not finite; null for an arm that learns. */
  stepOf(arm: number): number | null {
    return this.#divergedAt[arm] ?? null;
  }

  has(arm: number): boolean {
    return this.stepOf(arm) !== null;
  }

  /** Whether no arm is left. */
  get all(): boolean {
    return this.#divergedAt.every((step) => step !== null);
  }

  /** Notes the arms whose training loss is not finite. */
  noteRows({ firstStep, loss }: TrainRows): void {
    const arms = this.#divergedAt.length;
    for (const [index, value] of loss.entries()) {
      if (!Number.isFinite(value)) this.note(index % arms, firstStep + Math.floor(index / arms));
    }
  }

  note(arm: number, step: number): void {
    if (this.has(arm)) return;
    this.restore(arm, step);
    this.#news.push(arm);
    this.#onDivergence({ arm, step });
  }

  /** Marks an arm that diverged and was stopped before. */
  restore(arm: number, step: number): void {
    this.#divergedAt[arm] = step;
  }

  /** Takes the arms that have been noted since the last call, which are still to be stopped. */
  news(): readonly number[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }
}
