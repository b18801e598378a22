import { compare, type Entrant } from '../compare.ts';
import { type ContestantName, type Problem, TWIN } from '../contestants/contestant.ts';
import { DRAW_COLUMNS, drawCells, fastest, ratio, SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Bench, Findings, Group } from './group.ts';

/** What each contestant is called. */
export const NAMES: Readonly<Record<ContestantName, string>> = {
  ours: 'ours',
  layers: 'tf.layers',
  autodiff: 'tfjs autodiff',
  jax: 'jax-js',
};

export const entrant = (
  contestant: ContestantName,
  problem: Problem,
  label = NAMES[contestant],
): Entrant => ({
  label: `${label} on ${problem.backend}`,
  contestant,
  problem,
});

export const peers: Group = {
  name: 'peers',
  about: 'ours, tf.layers, tfjs autodiff and jax-js on the same step',
  run: runPeers,
};

async function runPeers(bench: Bench): Promise<Findings> {
  const webgl: Problem = { ...TWIN, backend: 'webgl' };
  const entrants = [
    entrant('ours', webgl),
    entrant('layers', webgl),
    entrant('ours', TWIN),
    entrant('layers', TWIN),
    entrant('jax', TWIN),
  ];
  if (!bench.quick) {
    entrants.push(
      entrant('autodiff', webgl),
      entrant('autodiff', TWIN),
      entrant('jax', { ...TWIN, threads: true }, 'jax-js, threads'),
    );
  }
  const comparison = await compare(bench, entrants, bench.quick ? 1 : 5);
  const rows = comparison.measured.map((one) => {
    const { backend } = one.problem;
    const layers = comparison.measured.find(
      ({ contestant, problem }) => contestant === 'layers' && problem.backend === backend,
    );
    const jax = fastest(
      comparison,
      ({ contestant, problem }) => contestant === 'jax' && problem.backend === backend,
    );
    return {
      ...speedCells(one),
      ...drawCells(one),
      toLayers: ratio(one, layers),
      toJax: ratio(one, jax),
    };
  });
  const columns = [
    ...SPEED_COLUMNS,
    ...DRAW_COLUMNS,
    { key: 'toLayers', label: 'x tf.layers' },
    { key: 'toJax', label: 'x jax-js' },
  ];
  return {
    tables: [{ title: 'One step of both arms, 10 x 100, batch 100', columns, rows }],
    notes: [
      'JS ms a step: time that a step keeps JavaScript busy while the GPU has nothing else to do.',
      ...(bench.quick ? ['Quick: without autodiff and jax-js with threads.'] : []),
      "Peers' batches lie on their device from the start. x jax-js: against the faster of its two.",
    ],
    problems: comparison.problems,
  };
}
