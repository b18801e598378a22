import { expect } from '@playwright/test';
import { lookAtPicture } from '../look-at-picture.ts';
import { ENDLESS } from '../watched-page.ts';
import type { Engine } from './engine.ts';
import { type Named, PRESSES, pointOf, tookPress } from './find.ts';
import {
  complaints,
  isLive,
  lastPicture,
  lines,
  overflow,
  selectAll,
  stepsDone,
  watch,
  words,
} from './in-page.ts';

/**
 * The page's main job on a small network, as every engine and a phone must be able to do it: start, curves that move, batch
 * normalization and a learning rate changed in the middle of the run, a step pinned, a picture saved.
 *
 * @param address where the page is
 */
export async function doSmallJob(engine: Engine, address: string): Promise<void> {
  const read = <Result>(run: () => Result) =>
    expect.poll(() => engine.evaluate(run), { intervals: [100], message: run.name });

  await engine.open(`${address}?${ENDLESS}`);
  await read(words).toContain('Ready.');
  expect(await engine.evaluate(() => crossOriginIsolated)).toBe(true);
  await engine.evaluate(watch);

  await press(engine, 'button', 'Start');
  await read(lines).not.toBe('');
  const before = await engine.evaluate(lines);
  await read(lines).not.toBe(before);

  await press(engine, 'switch', 'Batch normalization of B');
  await read(words).toContain('B: batch normalization on');
  await press(engine, 'textbox', 'Learning rate of A');
  await engine.evaluate(selectAll);
  await engine.type('0.25');
  await engine.pressEnter();
  await read(words).toMatch(/A: (learning )?rate 0\.25/);
  const changedAt = await engine.evaluate(stepsDone);
  await read(stepsDone).toBeGreaterThan(changedAt);
  await press(engine, 'button', 'Pause');
  await read(words).toContain('Paused.');

  expect(await engine.evaluate(isLive)).toBe(true);
  await press(engine, 'slider', 'Step cursor, accuracy chart');
  await read(isLive).toBe(false);
  await press(engine, 'button', 'live');
  await read(isLive).toBe(true);

  await press(engine, 'button', 'Export accuracy chart as PNG or CSV');
  await press(engine, 'menuitem', 'PNG picture');
  await read(lastPicture).not.toBe('');
  const picture = await engine.evaluate(lookAtPicture, await engine.evaluate(lastPicture));
  expect(picture.width).toBeGreaterThan(1000);
  expect(picture.height).toBeGreaterThan(400);
  expect(picture.blue).toBeGreaterThan(200);
  expect(picture.orange).toBeGreaterThan(200);
  expect(await engine.evaluate(overflow)).toBeLessThanOrEqual(0);
  expect(await engine.evaluate(complaints)).toEqual([]);
}

/** Clicks or taps something as soon as that is possible, and again where it moved away just then. */
async function press(engine: Engine, ...[role, name]: Named): Promise<void> {
  const hits = async () => {
    const point = await engine.evaluate(pointOf, role, name, PRESSES);
    if (point === null) return false;
    await engine.press(point.x, point.y);
    return engine.evaluate(tookPress);
  };
  await expect.poll(hits, { intervals: [100], message: `the ${role} "${name}" can be pressed` }).toBe(true);
}
