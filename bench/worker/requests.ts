import type { DigitSet } from '../../src/training/data/dataset.ts';
import type { ContestantName, Problem } from '../contestants/contestant.ts';

/** What a contestant's worker can be asked for, and with what. */
export interface Requests {
  prepare: { readonly name: ContestantName; readonly problem: Problem; readonly set: DigitSet };
  /** So many steps. */
  steps: { readonly count: number };
  /** JavaScript's share of a step. */
  dispatch: { readonly steps: number };
  /** What one step draws. */
  draws: Record<never, never>;
  losses: Record<never, never>;
  memory: Record<never, never>;
}

/** What it answers. */
export interface Answers {
  /** Time to make ready, and of the first step with what it still compiles. */
  prepare: { readonly prepareMs: number; readonly firstStepMs: number };
  /** Time until the device had done the steps, and the looks inside the layers meanwhile. */
  steps: { readonly ms: number; readonly looks: number };
  /** Of the middle one of some steps, and of the quickest. */
  dispatch: { readonly middleMs: number; readonly leastMs: number };
  draws: number;
  losses: readonly number[];
  memory: Readonly<Record<string, number>>;
}

export type RequestKind = keyof Requests;

/** A request on its way to a worker. */
export interface RequestMessage {
  readonly id: number;
  readonly kind: RequestKind;
  readonly body: unknown;
}

/** A worker's answer on its way back, or what went wrong. */
export type AnswerMessage = { readonly id: number } & (
  | { readonly answer: unknown }
  | { readonly problem: string }
);
