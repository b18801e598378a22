import { type Problem, TWIN } from '../contestants/contestant.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings, Group } from './group.ts';

const SMALL: Problem = { ...TWIN, depth: 2, width: 16, batch: 20, looks: true };
/** By then every buffer that is kept for later has been made. */
const WARM_UP = 200;

export const memory: Group = {
  name: 'memory',
  about: 'what ours holds before and after many steps',
  run: runMemory,
};

async function runMemory(bench: Bench): Promise<Findings> {
  const steps = bench.quick ? 1000 : 10_000;
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const backend of ['webgl', 'wasm'] as const) {
    const trainee = await bench.lab.open('ours', { ...SMALL, backend });
    try {
      const readings: Readonly<Record<string, number>>[] = [];
      for (const more of [WARM_UP, steps / 2, steps / 2]) {
        await trainee.ask('steps', { count: more });
        readings.push(await trainee.ask('memory', {}));
        const done = WARM_UP + (readings.length - 1) * (steps / 2);
        rows.push({ backend, steps: done, ...readings.at(-1) });
      }
      problems.push(...growing(readings).map((name) => `${backend}: ${name} keeps growing.`));
    } finally {
      await trainee.close();
    }
  }
  const columns = [
    { key: 'backend', label: 'backend' },
    { key: 'steps', label: 'after steps' },
    { key: 'tensors', label: 'tensors' },
    { key: 'bytes', label: 'bytes' },
    { key: 'gpuBytes', label: 'GPU bytes' },
    { key: 'textures', label: 'textures' },
    { key: 'heapBytes', label: 'WebAssembly bytes' },
  ];
  const title = 'What a small network (2 x 16, batch 20, looks inside its layers) holds';
  return { tables: [{ title, columns, rows }], notes: [], problems };
}

/** What grew from every reading to the next. */
function growing(readings: readonly Readonly<Record<string, number>>[]): string[] {
  const names = Object.keys(readings[0] ?? {});
  return names.filter((name) =>
    readings.every((reading, at) => at === 0 || (reading[name] ?? 0) > (readings[at - 1]?.[name] ?? 0)),
  );
}
