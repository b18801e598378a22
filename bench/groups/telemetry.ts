import { compare, type Measured } from '../compare.ts';
import { type Problem, TWIN } from '../contestants/contestant.ts';
import { SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import { median } from '../report/median.ts';
import type { Bench, Findings, Group } from './group.ts';
import { entrant } from './peers.ts';

/** Looks are rare on a slow device: a turn must hold some. */
const TURN_MS = 4000;
const QUICK_MS = 700;

export const telemetry: Group = {
  name: 'telemetry',
  about: 'ours with and without looks inside all layers',
  run: runTelemetry,
};

async function runTelemetry(bench: Bench): Promise<Findings> {
  // On an emulated GPU a look takes so long that a short turn holds none.
  const backends = bench.quick ? (['wasm'] as const) : (['webgl', 'wasm'] as const);
  const problems = backends.flatMap((backend): Problem[] => [
    { ...TWIN, backend, looks: false },
    { ...TWIN, backend, looks: true },
  ]);
  const entrants = problems.map((problem) =>
    entrant('ours', problem, problem.looks ? 'ours, looking' : 'ours, not looking'),
  );
  const comparison = await compare({ ...bench, turnMs: bench.quick ? QUICK_MS : TURN_MS }, entrants, 0);
  const rows = comparison.measured.map((one) => ({
    ...speedCells(one),
    looksPerSecond: one.looksPerSecond,
    cost: one.problem.looks ? costOf(one, comparison.measured) : null,
  }));
  const columns = [
    ...SPEED_COLUMNS,
    { key: 'looksPerSecond', label: 'looks/s' },
    { key: 'cost', label: 'cost in %' },
  ];
  return {
    tables: [{ title: 'Looks inside all layers of both arms, at most ten a second', columns, rows }],
    notes: [
      'cost: steps/s lost to looking, the middle of the rounds.',
      ...(bench.quick ? ['Quick: WebAssembly only.'] : []),
    ],
    problems: comparison.problems,
  };
}

/** Round against round, so that what else the machine does falls on both. */
function costOf(looking: Measured, all: readonly Measured[]): number | null {
  const still = all.find(({ problem }) => !problem.looks && problem.backend === looking.problem.backend);
  if (still === undefined) return null;
  const shares = looking.speeds.map((speed, round) => speed / (still.speeds[round] ?? Number.NaN));
  return 100 * (1 - median(shares));
}
