import { writeFile } from 'node:fs/promises';
import { test } from '@playwright/test';
import { findFirefox } from '../../../scripts/browsers/find-firefox.ts';
import { findWebKit } from '../../../scripts/browsers/find-webkit.ts';
import type { StartedEngine } from './engine.ts';
import { startFirefox } from './firefox.ts';
import { doSmallJob } from './small-job.ts';
import { startWebKit } from './webkit.ts';

/** Starts the engine that a project is named after, or says why not. */
async function startEngine(project: string): Promise<StartedEngine | { problem: string }> {
  if (project === 'firefox') {
    const found = findFirefox();
    return 'problem' in found ? found : startFirefox(found.path);
  }
  const found = findWebKit();
  return 'problem' in found ? found : startWebKit(found);
}

test('the main job', async ({ baseURL }, testInfo) => {
  const engine = await startEngine(testInfo.project.name);
  test.skip('problem' in engine, 'problem' in engine ? engine.problem : '');
  if ('problem' in engine) return;
  try {
    await engine.resize(1440, 900);
    await doSmallJob(engine, baseURL ?? '');
  } catch (error) {
    await writeFile(testInfo.outputPath('failed.png'), await engine.screenshot());
    throw error;
  } finally {
    await engine.close();
  }
});
