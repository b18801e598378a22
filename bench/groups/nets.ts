import { compare } from '../compare.ts';
import { type Problem, TWIN } from '../contestants/contestant.ts';
import { DRAW_COLUMNS, drawCells, ratio, SPEED_COLUMNS, speedCells } from '../report/columns.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings, Group } from './group.ts';
import { entrant } from './peers.ts';

export const nets: Group = {
  name: 'nets',
  about: 'ours and tf.layers on a convolutional net, and with Adam',
  run: runNets,
};

const ADAM_RATE = 0.002;
const NETS: Readonly<Record<string, Partial<Problem>>> = {
  cnn: { kind: 'conv' },
  'cnn, Adam': {
    kind: 'conv',
    optimizer: 'adam',
    arms: TWIN.arms.map((arm) => ({ ...arm, rate: ADAM_RATE })),
  },
  '10 x 100, Adam': { optimizer: 'adam', arms: TWIN.arms.map((arm) => ({ ...arm, rate: ADAM_RATE })) },
};

async function runNets(bench: Bench): Promise<Findings> {
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [name, net] of Object.entries(NETS)) {
    const entrants = (['webgl', 'wasm'] as const).flatMap((backend) => {
      const problem: Problem = { ...TWIN, ...net, backend };
      const ours = entrant('ours', problem);
      // tf.layers trains no convolution on WebAssembly: tfjs has no Conv2DBackpropFilter there.
      return problem.kind === 'conv' && backend === 'wasm' ? [ours] : [ours, entrant('layers', problem)];
    });
    const comparison = await compare(bench, entrants, bench.quick ? 1 : 3);
    problems.push(...comparison.problems.map((problem) => `${name}: ${problem}`));
    for (const one of comparison.measured) {
      const layers = comparison.measured.find(
        ({ contestant, problem }) => contestant === 'layers' && problem.backend === one.problem.backend,
      );
      rows.push({ net: name, ...speedCells(one), ...drawCells(one), toLayers: ratio(one, layers) });
    }
  }
  const columns = [
    { key: 'net', label: 'net' },
    ...SPEED_COLUMNS,
    ...DRAW_COLUMNS,
    { key: 'toLayers', label: 'x tf.layers' },
  ];
  return {
    tables: [{ title: 'One step of both arms, batch 100', columns, rows }],
    notes: [
      'cnn: two blocks of 8 and 16 channels, stride 2.',
      'tf.layers trains no convolution on WebAssembly: tfjs has no kernel for the gradient by the filters (Conv2DBackpropFilter) there.',
    ],
    problems,
  };
}
