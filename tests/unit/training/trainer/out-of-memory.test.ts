import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { operationsFor } from '../../../../src/training/engine/operations-table.ts';
import { OutOfMemory } from '../../../../src/training/engine/out-of-memory.ts';
import { TrainingRun } from '../../../../src/training/trainer/training-run.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyConfig, tinyData } from '../../../checks/train-tiny.ts';

beforeAll(() => startInNode('wasm'));
afterEach(() => void vi.restoreAllMocks());

const config = tinyConfig({ steps: 4, probeEvery: 2, ribbonsEvery: 4 });
const refuse = () => {
  throw new OutOfMemory();
};

async function train() {
  const notices: string[] = [];
  const run = new TrainingRun(config, tinyData, 'wasm', {
    onProgress: () => undefined,
    onState: () => undefined,
    onNotice: (message) => notices.push(message),
  });
  const reason = await run.train();
  const telemetry = run.telemetry.take(run.position);
  await run.dispose();
  return { notices, reason, telemetry };
}

/** A device that has no room for a look inside, or for networks besides the run's own, which were made first. */
function fullDevice(refuses: 'looks' | 'others') {
  const make = operationsFor.wasm;
  let made = 0;
  vi.spyOn(operationsFor as { wasm: typeof make }, 'wasm').mockImplementation((...shape) => {
    const operations = make(...shape);
    made += 1;
    if (refuses === 'looks') operations.look = refuse;
    else if (made > 1) operations.createState = refuse;
    return operations;
  });
}

describe('a device without memory for more than training', () => {
  it('leaves out looks inside, says so once, and trains on', async () => {
    fullDevice('looks');
    const { notices, reason, telemetry } = await train();
    expect(reason).toBe('steps');
    expect(telemetry.snapshots).toEqual([]);
    expect(telemetry.step).toBe(4);
    expect(notices).toContainEqual(expect.stringContaining('no looks inside the layers'));
  });

  it('leaves out what it cannot measure of the landscape, says at which step, and trains on', async () => {
    fullDevice('others');
    const { notices, reason, telemetry } = await train();
    expect(reason).toBe('steps');
    expect(telemetry.stepSizes).toEqual([]);
    expect(notices).toHaveLength(5);
    expect(notices[0]).toMatch(/at step 0 was left out/);
    expect(telemetry.train.reduce((rows, { loss }) => rows + loss.length / 2, 0)).toBe(4);
  });
});
