import { compare } from '../compare.ts';
import type { Problem } from '../contestants/contestant.ts';
import { ratio, SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings } from './group.ts';
import { entrant } from './peers.ts';

/** Ours and tf.layers on nets of several sizes: of one size all at once, and size after size. */
export async function againstLayers(
  bench: Bench,
  title: string,
  size: 'width' | 'depth',
  nets: readonly Problem[],
): Promise<Findings> {
  const rows: Row[] = [];
  const problems: string[] = [];
  // tf.layers takes long to compile its WebGL programs.
  const backends = bench.quick ? (['wasm'] as const) : (['webgl', 'wasm'] as const);
  for (const net of nets) {
    const entrants = backends.flatMap((backend) => [
      entrant('ours', { ...net, backend }),
      entrant('layers', { ...net, backend }),
    ]);
    const comparison = await compare(bench, entrants, 0);
    problems.push(...comparison.problems.map((problem) => `${size} ${net[size]}: ${problem}`));
    for (const backend of backends) {
      const ofBackend = comparison.measured.filter((one) => one.problem.backend === backend);
      const layers = ofBackend.find(({ contestant }) => contestant === 'layers');
      rows.push(
        ...ofBackend.map((one) => ({ [size]: net[size], ...speedCells(one), toLayers: ratio(one, layers) })),
      );
    }
  }
  const columns = [{ key: size, label: size }, ...SPEED_COLUMNS, { key: 'toLayers', label: 'x tf.layers' }];
  const notes = bench.quick ? ['Quick: WebAssembly only, and fewer sizes.'] : [];
  return { tables: [{ title, columns, rows }], notes, problems };
}
