import { type Problem, TWIN } from '../contestants/contestant.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings, Group } from './group.ts';

const SMALL: Problem = { ...TWIN, depth: 1, width: 16, batch: 10, looks: true };
/** By then every buffer that is kept for later has been made. */
const WARM_UP = 100;

type Reading = Readonly<Record<string, number>>;

export const memory: Group = {
  name: 'memory',
  about: 'what ours holds before and after many steps',
  run: runMemory,
};

async function runMemory(bench: Bench): Promise<Findings> {
  const steps = bench.quick ? 1000 : 10_000;
  // No time is taken here, so both may train at once.
  const all = await Promise.all([readAlong(bench, 'webgl', steps), readAlong(bench, 'wasm', steps)]);
  const problems = all.flatMap(({ backend, readings }) =>
    growing(readings).map((name) => `${backend}: ${name} keeps growing.`),
  );
  const rows: Row[] = all.flatMap(({ backend, readings }) =>
    readings.map((reading, half) => ({ backend, steps: WARM_UP + (half * steps) / 2, ...reading })),
  );
  const columns = [
    { key: 'backend', label: 'backend' },
    { key: 'steps', label: 'after steps' },
    { key: 'tensors', label: 'tensors' },
    { key: 'bytes', label: 'bytes' },
    { key: 'textures', label: 'textures' },
    { key: 'heapBytes', label: 'WebAssembly bytes' },
  ];
  const title = 'What a small network (1 x 16, batch 10, looks inside its layers) holds';
  return { tables: [{ title, columns, rows }], notes: [], problems };
}

/** What is held after the warm-up, halfway, and in the end. */
async function readAlong({ lab }: Bench, backend: Problem['backend'], steps: number) {
  const trainee = await lab.open('ours', { ...SMALL, backend });
  const readings: Reading[] = [];
  try {
    for (const count of [WARM_UP, steps / 2, steps / 2]) {
      await trainee.ask('steps', { count });
      readings.push(await trainee.ask('memory', {}));
    }
    return { backend, readings };
  } finally {
    await trainee.close();
  }
}

/** What grew from every reading to the next. */
function growing(readings: readonly Reading[]): string[] {
  const names = Object.keys(readings[0] ?? {});
  return names.filter((name) =>
    readings.every((reading, at) => at === 0 || (reading[name] ?? 0) > (readings[at - 1]?.[name] ?? 0)),
  );
}
