import { compare } from '../compare.ts';
import { type Problem, TWIN } from '../contestants/contestant.ts';
import { SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Bench, Findings, Group } from './group.ts';
import { entrant } from './peers.ts';

export const arms: Group = {
  name: 'arms',
  about: 'ours with 2 to 32 networks side by side',
  run: runArms,
};

async function runArms(bench: Bench): Promise<Findings> {
  // More arms take long where the GPU is emulated.
  const backends = bench.quick ? (['wasm'] as const) : (['webgl', 'wasm'] as const);
  const counts = bench.quick ? [2, 16] : [2, 4, 8, 16, 32];
  const problems = backends.flatMap((backend) =>
    counts.map((count): Problem => ({ ...TWIN, backend, arms: repeated(count) })),
  );
  const entrants = problems.map((problem) => entrant('ours', problem, `ours, ${problem.arms.length} arms`));
  const comparison = await compare(bench, entrants, 0);
  const rows = comparison.measured.map((one) => ({
    ...speedCells(one),
    armSteps: one.stepsPerSecond * one.problem.arms.length,
    draws: one.draws,
  }));
  const columns = [
    ...SPEED_COLUMNS,
    { key: 'armSteps', label: 'arm-steps/s' },
    { key: 'draws', label: 'draws a step' },
  ];
  return {
    tables: [{ title: 'Many arms, 10 x 100, batch 100', columns, rows }],
    notes: bench.quick ? ['Quick: WebAssembly only, and fewer sizes.'] : [],
    problems: comparison.problems,
  };
}

/** The normal pair, over and over. */
const repeated = (count: number): Problem['arms'] =>
  Array.from({ length: count / TWIN.arms.length }, () => TWIN.arms).flat();
