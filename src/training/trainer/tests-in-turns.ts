import type { Scores } from '../engine/evaluate.ts';
import type { Network } from '../engine/network.ts';
import type { LabelledImages } from '../engine/operations.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';

/** A test that has begun. */
interface Test {
  readonly step: number;
  readonly scores: Promise<Scores | null>;
  isOver: boolean;
}

/**
 * Tests of the networks, one after the other. A test is of the networks as they are when it begins, and goes on by one pass
 * whenever it is given a turn: so training may go on beside it.
 */
export class TestsInTurns {
  readonly #network: Network;
  readonly #set: LabelledImages;
  readonly #onScores: (step: number, scores: Scores) => void;
  #test: Test | null = null;
  #begunAt = -1;
  #takeTurn: ((goOn: boolean) => void) | null = null;

  constructor(network: Network, set: LabelledImages, onScores: (step: number, scores: Scores) => void) {
    this.#network = network;
    this.#set = set;
    this.#onScores = onScores;
  }

  /** The step whose networks were last tested, or are being tested; -1 before the first. */
  get begunAt(): number {
    return this.#begunAt;
  }

  /** Takes it that the networks of this step were tested before. */
  restore(begunAt: number): void {
    this.#begunAt = begunAt;
  }

  /** Begins a test of the networks, which stand at `step`; nothing when that is done or under way. */
  begin(step: number): void {
    if (this.#begunAt === step) return;
    this.#begunAt = step;
    const nextTurn = () =>
      new Promise<boolean>((resolve) => {
        this.#takeTurn = resolve;
      });
    const test = { step, scores: this.#network.evaluate(this.#set, nextTurn), isOver: false };
    const end = () => {
      test.isOver = true;
    };
    test.scores.then(end, end);
    this.#test = test;
  }

  /** Lets the test under way, if there is one and it waits, make its next pass; tells its scores when it is over. */
  async giveTurn(): Promise<void> {
    const test = this.#test;
    if (test === null) return;
    this.#goOn(true);
    if (!test.isOver) return;
    this.#test = null;
    const scores = await test.scores;
    if (scores !== null) this.#onScores(test.step, scores);
  }

  /** Gives turns until no test is under way. @returns false when `mayGoOn` said no; it can be finished later */
  async finish(mayGoOn: () => boolean): Promise<boolean> {
    while (this.#test !== null) {
      if (!mayGoOn()) return false;
      await this.giveTurn();
      await yieldToEventLoop();
    }
    return true;
  }

  get isUnderWay(): boolean {
    return this.#test !== null;
  }

  /** Ends the test under way without scores. */
  async giveUp(): Promise<void> {
    const test = this.#test;
    this.#test = null;
    while (test !== null && !test.isOver) {
      this.#goOn(false);
      await yieldToEventLoop();
    }
  }

  #goOn(goOn: boolean): void {
    const take = this.#takeTurn;
    this.#takeTurn = null;
    take?.(goOn);
  }
}
