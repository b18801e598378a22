import { expect, it } from 'vitest';
import { hurtTwentyTimes, rescuedPage, undisturbed } from './rescued-page.ts';

const STEPS = 1500;

it('a run whose worker is killed twenty times is, bit for bit, the run that nobody disturbed', async () => {
  const page = rescuedPage('wasm', STEPS, { silentMs: 1000 });
  const curves = await hurtTwentyTimes(page, page.kill);
  expect(page.workers.length).toBeGreaterThan(20);
  expect(curves).toEqual(await undisturbed('wasm', STEPS));
}, 300_000);
