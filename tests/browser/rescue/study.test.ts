import { expect, it } from 'vitest';
import { expectClose } from '../../checks/compare-curves.ts';
import { columnsOf } from '../../checks/train-tiny.ts';
import { rescuedPage } from './rescued-page.ts';

/** Enough that a fast machine is not done before all that is done to it. */
const STEPS = { wasm: 1000, webgl: 150 } as const;

const studyPage = (backend: 'wasm' | 'webgl', options = {}, steps: number = STEPS[backend]) => {
  const page = rescuedPage(backend, 100, options, `&repeats=3&repeatSteps=${steps}`);
  const study = () => page.store.getState().studies.repeats;
  const made = () => study()?.record?.progress.memberSteps ?? 0;
  return {
    ...page,
    study,
    async begin() {
      await page.until(() => page.store.getState().data.status === 'ready');
      page.commands.startStudy('repeats');
    },
    /** Waits until it is some steps further than it was, and in training. */
    async untilFurther() {
      const from = made();
      await page.until(() => study()?.phase === 'training' && made() > from + 30);
    },
    async untilFinished() {
      await page.until(() => study()?.phase === 'finished');
      return columnsOf({ arms: study()?.record?.members ?? [] });
    },
  };
};

async function undisturbed(steps: number) {
  const page = studyPage('wasm', {}, steps);
  await page.begin();
  const curves = await page.untilFinished();
  page.dispose();
  return curves;
}

it('a study whose worker is killed, and throws, again and again is the study that nobody disturbed, bit for bit', async () => {
  const page = studyPage('wasm', { silentMs: 1000 });
  await page.begin();
  for (let time = 1; time <= 8; time++) {
    await page.untilFurther();
    const worker = page.newest();
    if (time % 2 === 0) page.kill();
    else page.hurt('throw-in-step');
    await page.untilRescued(worker);
    expect(page.store.getState().rescue?.outcome).toContain('goes on measuring');
  }
  const curves = await page.untilFinished();
  page.dispose();
  expect(curves).toHaveLength(6);
  expect(curves).toEqual(await undisturbed(STEPS.wasm));
}, 200_000);

it('a study whose WebGL context is lost goes on on another one, and then on WebAssembly, where it says so', async () => {
  const page = studyPage('webgl', { patience: { losses: 2, withinMs: 600_000 } });
  await page.begin();
  for (let time = 1; time <= 2; time++) {
    await page.untilFurther();
    const worker = page.newest();
    page.hurt('lose-context');
    await page.untilRescued(worker);
  }
  expect(page.store.getState().rescue?.outcome).toMatch(/WebGL has been lost 2 times.*WebAssembly/);
  const curves = await page.untilFinished();
  expect(page.study()?.record?.moves).toMatchObject([{ backend: 'wasm', step: expect.any(Number) }]);
  page.dispose();
  expectClose(curves, await undisturbed(STEPS.webgl), 1e-3);
}, 200_000);
