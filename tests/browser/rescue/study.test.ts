import { expect, it } from 'vitest';
import { expectClose } from '../../checks/compare-curves.ts';
import { columnsOf } from '../../checks/train-tiny.ts';
import { atDepth } from '../../depth.ts';
import { losses, rescuedPage } from './rescued-page.ts';

/** More than it has leave to make until it has been hurt for the last time. */
const STEPS = atDepth({ wasm: 150, webgl: 40 }, { wasm: 1000, webgl: 150 });
const TIMES = atDepth(2, 8);

const studyPage = (backend: 'wasm' | 'webgl', options = {}, steps: number = STEPS[backend]) => {
  const page = rescuedPage(backend, { ...options, steps: 100 }, `&repeats=3&repeatSteps=${steps}`);
  const study = () => page.store.getState().studies.repeats;
  return {
    ...page,
    study,
    async begin() {
      await page.untilReady();
      page.commands.startStudy('repeats');
    },
    untilStudyFurther: () =>
      page.untilFurther(
        () => study()?.phase === 'training',
        () => study()?.record?.progress.memberSteps ?? 0,
      ),
    async untilStudyFinished() {
      await page.untilFinished(() => study()?.phase === 'finished');
      return columnsOf({ arms: study()?.record?.members ?? [] });
    },
  };
};

async function undisturbed(steps: number) {
  const page = studyPage('wasm', {}, steps);
  await page.begin();
  const curves = await page.untilStudyFinished();
  page.dispose();
  return curves;
}

it('a study whose worker throws, and is killed, again and again is the study that nobody disturbed, bit for bit', async () => {
  const page = studyPage('wasm');
  await page.begin();
  for (let time = 1; time <= TIMES; time++) {
    await page.untilStudyFurther();
    const worker = page.newest();
    if (time % 2 === 0) {
      page.kill();
      await page.untilMissed(worker);
    } else {
      page.hurt('throw-in-step');
      await page.untilRescued(worker);
    }
    expect(page.store.getState().rescue?.outcome).toContain('goes on measuring');
  }
  const curves = await page.untilStudyFinished();
  page.dispose();
  expect(curves).toHaveLength(6);
  expect(curves).toEqual(await undisturbed(STEPS.wasm));
});

it('a study whose WebGL context is lost goes on on another one, and then on WebAssembly, where it says so', async () => {
  const page = studyPage('webgl', { patience: losses(2) });
  await page.begin();
  for (let time = 1; time <= 2; time++) {
    await page.untilStudyFurther();
    const worker = page.newest();
    page.hurt('lose-context');
    await page.untilRescued(worker);
  }
  expect(page.store.getState().rescue?.outcome).toMatch(/WebGL has been lost 2 times.*WebAssembly/);
  const curves = await page.untilStudyFinished();
  expect(page.study()?.record?.moves).toMatchObject([{ backend: 'wasm', step: expect.any(Number) }]);
  page.dispose();
  expectClose(curves, await undisturbed(STEPS.webgl), 1e-3);
});
