import type { ContestantName, Problem } from '../contestants/contestant.ts';
import type { Answers, RequestKind } from '../worker/requests.ts';

/** What the bench's page offers to the program that drives it, as `window.bench`. */
export interface BenchPage {
  /** Starts a worker, and lets it get ready and make one step. */
  open(name: ContestantName, problem: Problem): Promise<{ readonly handle: number } & Answers['prepare']>;
  /** The types of body and answer are those of `Requests` and `Answers`. */
  ask(handle: number, kind: RequestKind, body: unknown): Promise<unknown>;
  close(handle: number): void;
}
