import { expect, it } from 'vitest';
import type { LayerSnapshot } from '../../../../src/common/experiment/layer-snapshot.ts';
import { TelemetryBuffer } from '../../../../src/training/trainer/telemetry-buffer.ts';

const look = (step: number, landmark = false): LayerSnapshot => ({
  step,
  layers: 0,
  images: 0,
  units: new Uint16Array(0),
  arms: [],
  landmark,
});
const position = { step: 0, elapsedMs: 0, stepsPerSecond: 0 };

it('looks inside wait in order, and are gone once taken', () => {
  const buffer = new TelemetryBuffer();
  for (const step of [0, 3, 5]) buffer.addSnapshot(look(step));
  expect(buffer.take(position).snapshots.map(({ step }) => step)).toEqual([0, 3, 5]);
  expect(buffer.take(position).snapshots).toEqual([]);
});

it('a page that takes none for long gets the newest, and every landmark', () => {
  const buffer = new TelemetryBuffer();
  for (let step = 0; step < 100; step++) buffer.addSnapshot(look(step, step === 0 || step === 40));
  const steps = buffer.take(position).snapshots.map(({ step }) => step);
  expect(steps).toEqual([0, 40, 94, 95, 96, 97, 98, 99]);
});

it('training waits for a page that takes nothing, until it does or a pause comes', async () => {
  const buffer = new TelemetryBuffer();
  const rows = (firstStep: number) => ({
    firstStep,
    loss: new Float32Array(32),
    accuracy: new Float32Array(32),
  });
  for (let step = 1; step < 20_000; step += 16) buffer.addTrain(rows(step));
  await buffer.room(() => {
    throw new Error('There was room.');
  });
  for (let step = 20_001; step < 21_000; step += 16) buffer.addTrain(rows(step));
  let asked = 0;
  await buffer.room(() => ++asked < 3);
  expect(asked).toBe(3);
  await buffer.room(() => {
    buffer.take(position);
    return true;
  });
  await buffer.room(() => {
    throw new Error('There was room.');
  });
});
