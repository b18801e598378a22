import type { Lab } from '../lab.ts';
import type { Table } from '../report/table.ts';

/** What a group is given. */
export interface Bench {
  readonly lab: Lab;
  readonly quick: boolean;
  /** How often everyone takes a turn. */
  readonly rounds: number;
  /** How long a turn is, in milliseconds. */
  readonly turnMs: number;
}

/** What a group has found. */
export interface Findings {
  readonly tables: readonly Table[];
  /** What one should know who reads the tables. */
  readonly notes: readonly string[];
  /** What went wrong: rows that are missing, or mean nothing. */
  readonly problems: readonly string[];
}

/** Rows that belong together; `--only` chooses it by its name. */
export interface Group {
  readonly name: string;
  readonly about: string;
  /** Left out of a quick bench, unless it is asked for by name. */
  readonly isLong?: boolean;
  run(bench: Bench): Promise<Findings>;
}
