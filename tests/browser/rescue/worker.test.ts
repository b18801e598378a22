import { expect, it } from 'vitest';
import { hurtInARow, rescuedPage, TIMES, undisturbed } from './rescued-page.ts';

it(`a run whose worker hangs ${TIMES.wasm} times is, bit for bit, the run that nobody disturbed`, async () => {
  const page = rescuedPage('wasm');
  const curves = await hurtInARow(page, () => page.hurt('hang'), page.untilMissed);
  expect(page.workers.length).toBe(TIMES.wasm + 1);
  expect(curves).toEqual(await undisturbed('wasm'));
});

it(`a run whose worker is killed ${TIMES.wasm} times is, bit for bit, the run that nobody disturbed`, async () => {
  const page = rescuedPage('wasm');
  const curves = await hurtInARow(page, page.kill, page.untilMissed);
  expect(page.workers.length).toBe(TIMES.wasm + 1);
  expect(curves).toEqual(await undisturbed('wasm'));
});

it(`a run whose backend throws ${TIMES.wasm} times in the middle of a step is, bit for bit, the undisturbed one`, async () => {
  const page = rescuedPage('wasm');
  const causes = new Set<string>();
  page.store.subscribe(({ rescue }) => rescue && causes.add(rescue.cause));
  const curves = await hurtInARow(page, () => page.hurt('throw-in-step'));
  expect(page.workers.length).toBe(TIMES.wasm + 1);
  expect([...causes]).toEqual(['Training broke off: A kernel threw in the middle of a step.']);
  expect(curves).toEqual(await undisturbed('wasm'));
});
