import type { Sample } from './sample.ts';
import { isFlat, type Verdict } from './verdict.ts';

/** What `soak-report.json` holds. */
export interface SoakReport {
  /** Of Normscope. */
  readonly version: string;
  /** When it began, ISO 8601, UTC. */
  readonly date: string;
  /** As it was typed. */
  readonly command: string;
  /** Parameters of the page's address. */
  readonly link: string;
  readonly data: string;
  /** The backend that trained, by its name on the page. */
  readonly backend: string;
  readonly machine: {
    readonly cpu: string;
    readonly memoryGb: number;
    readonly system: string;
    readonly node: string;
    readonly browser: string;
  };
  readonly wanted: { readonly minutes: number; readonly steps: number };
  readonly done: { readonly minutes: number; readonly steps: number; readonly runs: number };
  /** What went wrong, a sentence each. */
  readonly problems: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly samples: readonly Sample[];
}

/** Whether everything that was judged stays flat and nothing went wrong. */
export const isWell = ({ problems, verdicts }: SoakReport): boolean =>
  problems.length === 0 && isFlat(verdicts);
