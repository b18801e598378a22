import { compare } from '../compare.ts';
import { type Problem, TWIN } from '../contestants/contestant.ts';
import { SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Bench, Findings, Group } from './group.ts';
import { entrant } from './peers.ts';

const COUNTS = [2, 4, 8, 16, 32];

export const arms: Group = {
  name: 'arms',
  about: 'ours with 2 to 32 networks side by side',
  run: runArms,
};

async function runArms(bench: Bench): Promise<Findings> {
  // Two arms on WebGL are among the peers; more of them take long where the GPU is emulated.
  const counts = bench.quick ? { webgl: [4], wasm: [16] } : { webgl: COUNTS, wasm: COUNTS };
  const problems = (['webgl', 'wasm'] as const).flatMap((backend) =>
    counts[backend].map((count): Problem => ({ ...TWIN, backend, arms: repeated(count) })),
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
    notes: bench.quick ? ['Quick: fewer sizes.'] : [],
    problems: comparison.problems,
  };
}

/** The normal pair, over and over. */
const repeated = (count: number): Problem['arms'] =>
  Array.from({ length: count / TWIN.arms.length }, () => TWIN.arms).flat();
