import { expect } from '@playwright/test';
import {
  curvesOf,
  pastRun,
  pastRunFile,
  pastRuns,
  showPastRuns,
  startAndSave,
  storeProblem,
} from './kept-page.ts';
import {
  ENDLESS,
  finishSoon,
  openReady,
  pause,
  runWords,
  SMALL,
  stepsDone,
  test,
  untilPast,
} from './watched-page.ts';

test('two tabs train at the same time, and each run is whole afterwards', async ({
  watched: first,
  context,
}) => {
  await openReady(first, ENDLESS);
  await startAndSave(first);
  const second = await context.newPage();
  await openReady(second, ENDLESS);
  await showPastRuns(second);
  await expect(pastRuns(second)).toHaveCount(1);
  await expect(pastRun(second, 0)).toContainText('open in another tab');
  await expect(second.getByRole('button', { name: 'Export Run 1' })).toBeVisible();
  for (const action of ['Open', 'Delete'])
    await expect(second.getByRole('button', { name: `${action} Run 1` })).toHaveCount(0);
  await expect(second.getByLabel('Name of Run 1')).toHaveCount(0);

  await startAndSave(second);
  await untilPast(first, await stepsDone(first));
  await expect(pastRuns(second)).toHaveCount(2);
  await expect(pastRuns(second).filter({ hasText: 'open in another tab' })).toHaveCount(1);
  await expect(pastRuns(second).filter({ hasText: 'on the page' })).toHaveCount(1);

  for (const page of [first, second]) await pause(page);
  const ends = [await finishSoon(first, 20), await finishSoon(second, 30)];
  await expect(pastRuns(second).filter({ hasText: 'finished' })).toHaveCount(2);
  const files = [await pastRunFile(second, 'Run 1'), await pastRunFile(second, 'Run 2')];
  expect(files.map(({ steps }) => steps)).toEqual(ends);
  for (const { arms, steps } of files) {
    for (const { step } of arms) expect(step).toEqual(Array.from({ length: steps }, (_, index) => index + 1));
  }
  // The same experiment twice: neither has taken anything from the other.
  const common = Math.min(...ends);
  const [one, other] = files.map((file) => curvesOf(file).map(({ trainLoss }) => trainLoss.slice(0, common)));
  expect(one).toEqual(other);
});

test('a run that another tab has just opened is refused in words, and nothing changes', async ({
  watched: first,
  context,
}) => {
  await openReady(first, `${ENDLESS}&seed=3`);
  await startAndSave(first);
  await first.goto(`/?${SMALL}`);
  await showPastRuns(first);
  const second = await context.newPage();
  // A tab that hears nothing of others shows the run as free.
  await second.addInitScript(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
  await openReady(second, `${SMALL}&seed=8`);
  await showPastRuns(second);
  await expect(second.getByRole('button', { name: 'Open Run 1' })).toBeVisible();
  await first.getByRole('button', { name: 'Open Run 1' }).click();
  await expect(runWords(first)).toContainText('As you left it');
  const stands = await stepsDone(first);

  await second.getByRole('button', { name: 'Open Run 1' }).click();
  await expect(storeProblem(second)).toContainText('This run is open in another tab. Close it there');
  await expect(runWords(second)).toHaveText('Ready.');
  await expect(second.getByLabel('Seed', { exact: true })).toHaveValue('8');
  await expect(pastRun(second, 0)).toContainText('open in another tab');

  expect(await finishSoon(first, 10)).toBe(stands + 10);
  await expect(runWords(second)).toHaveText('Ready.');
});
