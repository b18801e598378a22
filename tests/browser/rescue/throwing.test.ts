import { expect, it } from 'vitest';
import { hurtTwentyTimes, rescuedPage, undisturbed } from './rescued-page.ts';

const STEPS = 1500;

it('a run whose backend throws twenty times in the middle of a step is, bit for bit, the undisturbed one', async () => {
  const page = rescuedPage('wasm', STEPS);
  const causes = new Set<string>();
  page.store.subscribe(({ rescue }) => rescue && causes.add(rescue.cause));
  const curves = await hurtTwentyTimes(page, () => page.hurt('throw-in-step'));
  expect(page.workers.length).toBe(21);
  expect([...causes]).toEqual(['Training broke off: A kernel threw in the middle of a step.']);
  expect(curves).toEqual(await undisturbed('wasm', STEPS));
}, 300_000);
