import { type BrowserContext, expect, type Page } from '@playwright/test';
import { localMnist } from '../../scripts/mnist/mnist.ts';
import { runFileOnPage } from './kept-page.ts';
import { openReady, start, stepsDone, untilFinished, untilPast } from './watched-page.ts';

/** Lets the pages of a context have the MNIST of this machine instead of the few digits of the tests' server. */
export async function serveMnist(context: BrowserContext): Promise<boolean> {
  const mnist = await localMnist();
  if (mnist === null) return false;
  await context.route('**/data/mnist/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (name === 'index.json') return route.fulfill({ json: mnist.manifest });
    const path = mnist.paths.get(name);
    return path === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path });
  });
  return true;
}

/**
 * The page's main job, as a new user would do it, at full size: on MNIST where this machine has it, on generated digits (which
 * take longer to learn) where it has not.
 */
export async function doMainJob(page: Page, backend: 'wasm' | 'webgl'): Promise<void> {
  const hasMnist = await serveMnist(page.context());
  const steps = hasMnist ? 240 : 800;
  await openReady(
    page,
    `steps=${steps}&evalEvery=60&backend=${backend}&data=${hasMnist ? 'mnist' : 'generated'}`,
  );
  await start(page);
  await untilPast(page, await stepsDone(page));
  await untilFinished(page, steps);
  await expect(
    page.getByRole('heading', {
      name: 'In this run (seed 1), batch normalization learns; the plain net does not.',
    }),
  ).toBeVisible();
  await expect(page.getByText(new RegExp(`^A\\d+vsBnot reached within ${steps} steps$`))).toBeVisible();
  await expect(page.getByText(/B: each unit is constant/).first()).toBeVisible();

  const { arms, environment } = await runFileOnPage(page);
  const [a, b] = arms;
  expect(environment.backend).toBe(backend);
  expect(environment.data).toContain(hasMnist ? 'MNIST' : 'Generated digits');
  expect(environment.data).not.toContain('(1,000 + 200)');
  expect(a?.step).toHaveLength(steps);
  expect(a?.testAccuracy.at(-1)).toBeGreaterThan(0.9);
  expect(b?.testAccuracy.at(-1)).toBeLessThan(0.2);
}
