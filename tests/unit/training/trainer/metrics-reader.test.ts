import { describe, expect, it } from 'vitest';
import type { TrainRows } from '../../../../src/common/experiment/metrics.ts';
import type { Network } from '../../../../src/training/engine/network.ts';
import type { StepMetrics } from '../../../../src/training/engine/operations.ts';
import { MetricsReader } from '../../../../src/training/trainer/metrics-reader.ts';

const metrics = (loss: number): StepMetrics => ({
  loss: Float32Array.of(loss),
  accuracy: Float32Array.of(0),
});
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** A network whose reads are answered by hand, in any order. */
function handReader() {
  const answers: ((metrics: StepMetrics) => void)[] = [];
  const readMetrics = () => new Promise<StepMetrics>((resolve) => answers.push(resolve));
  const told: TrainRows[] = [];
  const reader = new MetricsReader({ readMetrics } as unknown as Network, (rows) => told.push(rows));
  return { reader, answers, told };
}

describe('the reader of metrics', () => {
  it('reads each step of a slow device, and more at once of a fast one', () => {
    const { reader } = handReader();
    expect([0, 3, 30].map((speed) => reader.isDue(1, speed))).toEqual([true, true, true]);
    expect([reader.isDue(3, 80), reader.isDue(4, 80)]).toEqual([false, true]);
    expect([reader.isDue(15, 9000), reader.isDue(16, 9000)]).toEqual([false, true]);
  });

  it('waits for the read before, never for the newest', async () => {
    const { answers, reader, told } = handReader();
    await reader.send(1);
    let isThrough = false;
    const second = reader.send(2).then(() => {
      isThrough = true;
    });
    await turn();
    expect(isThrough).toBe(false);
    answers[0]?.(metrics(5));
    await second;
    expect(told.map(({ firstStep }) => firstStep)).toEqual([1]);
  });

  it('tells rows in their order, also when the answers come in another', async () => {
    const { answers, reader, told } = handReader();
    await reader.send(1);
    const second = reader.send(3);
    answers[1]?.(metrics(7));
    await turn();
    expect(told).toEqual([]);
    answers[0]?.(metrics(6));
    await second;
    await reader.settle();
    expect(told.map(({ firstStep, loss }) => [firstStep, loss[0]])).toEqual([
      [1, 6],
      [2, 7],
    ]);
  });

  it('tells of a failure to whoever waits next', async () => {
    const network = { readMetrics: () => Promise.reject(new Error('the GPU is gone')) } as unknown as Network;
    const reader = new MetricsReader(network, () => undefined);
    await reader.send(1);
    await expect(reader.settle()).rejects.toThrow('the GPU is gone');
    await expect(reader.send(2)).rejects.toThrow('the GPU is gone');
  });
});
