import { compare } from '../compare.ts';
import { type Problem, TWIN } from '../contestants/contestant.ts';
import { DRAW_COLUMNS, drawCells, ratio, SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Bench, Findings, Group } from './group.ts';
import { entrant } from './peers.ts';

export const dispatch: Group = {
  name: 'dispatch',
  about: 'WebGL with tiny tensors: what a step costs before the GPU has done anything',
  run: runDispatch,
};

async function runDispatch(bench: Bench): Promise<Findings> {
  const tiny: Problem = { ...TWIN, backend: 'webgl', width: 4, batch: 4 };
  const entrants = [entrant('ours', tiny)];
  // These take long to get ready.
  if (!bench.quick) entrants.push(entrant('autodiff', tiny), entrant('layers', tiny));
  const { measured, problems } = await compare(bench, entrants, bench.quick ? 20 : 40);
  const autodiff = measured.find(({ contestant }) => contestant === 'autodiff');
  const rows = measured.map((one) => ({
    ...speedCells(one),
    ...drawCells(one),
    toAutodiff: ratio(one, autodiff),
  }));
  const columns = [...SPEED_COLUMNS, ...DRAW_COLUMNS, { key: 'toAutodiff', label: 'x autodiff' }];
  return {
    tables: [{ title: 'Tiny tensors, 10 x 4, batch 4: what limits a real GPU', columns, rows }],
    notes: bench.quick ? ['Quick: ours only.'] : [],
    problems,
  };
}
