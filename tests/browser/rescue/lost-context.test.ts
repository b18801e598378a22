import { expect, it } from 'vitest';
import { expectClose } from '../../checks/compare-curves.ts';
import { atDepth } from '../../depth.ts';
import { hurtInARow, losses, rescuedPage, STEPS, TIMES, undisturbed } from './rescued-page.ts';

it(`a run whose WebGL context is lost ${TIMES.webgl} times is the run that nobody disturbed`, async () => {
  const page = rescuedPage('webgl');
  const curves = await hurtInARow(page, () => page.hurt('lose-context'));
  expect(page.workers.length).toBe(TIMES.webgl + 1);
  expect(page.store.getState().rescue?.cause).toMatch(/took the GPU away/);
  expectClose(curves, await undisturbed('webgl'), 1e-4);
});

const ENOUGH = atDepth(2, 3);

it(`after ${ENOUGH} WebGL losses the run continues on WebAssembly, and its record says from which step`, async () => {
  const page = rescuedPage('webgl', { patience: losses(ENOUGH) });
  await page.untilReady();
  page.commands.start();
  for (let time = 1; time <= ENOUGH; time++) {
    await page.untilRunFurther();
    const worker = page.newest();
    page.hurt('lose-context');
    await page.untilRescued(worker);
  }
  expect(page.store.getState().rescue?.outcome).toMatch(
    new RegExp(`WebGL has been lost ${ENOUGH} times.*WebAssembly`),
  );
  await page.untilFinished();
  const { moves, step } = page.record();
  expect(step).toBe(STEPS.webgl);
  expect(moves).toMatchObject([{ backend: 'wasm', step: expect.any(Number) }]);
  page.dispose();
});

it('a GPU that never answers is taken for lost, and the run goes on in a new worker', async () => {
  const page = rescuedPage('webgl');
  await page.untilReady();
  page.commands.start();
  await page.untilRunFurther();
  const worker = page.newest();
  page.hurt('silence-gpu');
  await page.untilRescued(worker);
  expect(page.store.getState().rescue?.cause).toMatch(/GPU has stopped answering/);
  await page.untilFinished();
  expect(page.record().step).toBe(STEPS.webgl);
  page.dispose();
});
