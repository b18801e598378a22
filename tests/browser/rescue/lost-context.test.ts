import { expect, it } from 'vitest';
import { expectClose } from '../../checks/compare-curves.ts';
import { hurtTwentyTimes, rescuedPage, undisturbed } from './rescued-page.ts';

const STEPS = 200;

it('a run whose WebGL context is lost twenty times is the run that nobody disturbed', async () => {
  const page = rescuedPage('webgl', STEPS);
  const curves = await hurtTwentyTimes(page, () => page.hurt('lose-context'));
  expect(page.workers.length).toBe(21);
  expect(page.store.getState().rescue?.cause).toMatch(/took the GPU away/);
  expectClose(curves, await undisturbed('webgl', STEPS), 1e-4);
}, 300_000);

it('three losses of WebGL are enough: the run goes on on WebAssembly, and its record tells from which step', async () => {
  const page = rescuedPage('webgl', STEPS, { patience: { losses: 3, withinMs: 600_000 } });
  await page.until(() => page.store.getState().data.status === 'ready');
  page.commands.start();
  for (let time = 1; time <= 3; time++) {
    await page.untilFurther(3);
    const worker = page.newest();
    page.hurt('lose-context');
    await page.untilRescued(worker);
  }
  expect(page.store.getState().rescue?.outcome).toMatch(/WebGL has been lost 3 times.*WebAssembly/);
  await page.untilFinished();
  const { moves, step } = page.record();
  expect(step).toBe(STEPS);
  expect(moves).toMatchObject([{ backend: 'wasm', step: expect.any(Number) }]);
  page.dispose();
}, 200_000);

it('a GPU that never answers is taken for lost, and the run goes on in a new worker', async () => {
  const page = rescuedPage('webgl', STEPS, { quietMs: 4000 });
  await page.until(() => page.store.getState().data.status === 'ready');
  page.commands.start();
  await page.untilFurther(3);
  const worker = page.newest();
  page.hurt('silence-gpu');
  await page.untilRescued(worker);
  expect(page.store.getState().rescue?.cause).toMatch(/GPU has stopped answering/);
  await page.untilFinished();
  expect(page.record().step).toBe(STEPS);
  page.dispose();
}, 200_000);
