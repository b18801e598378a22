import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asScript, click, type DeviceActions, enter, keys, readResult } from './actions.ts';
import { connect } from './bidi.ts';
import { startChild } from './child.ts';
import type { StartedEngine } from './engine.ts';

/** Starts Firefox without a window and drives it by WebDriver BiDi, which it speaks itself. */
export async function startFirefox(program: string): Promise<StartedEngine> {
  // Firefox in a snap reads no /tmp.
  const folder = resolve('.cache');
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(join(folder, 'firefox-'));
  writeFileSync(join(profile, 'user.js'), 'user_pref("toolkit.startup.max_resumed_crashes", -1);\n');
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const child = startChild(program, args);
  const close = async () => {
    await child.end();
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    const [, address = ''] = await child.says(/WebDriver BiDi listening on (ws:\S+)/);
    const session = await connect(`${address}/session`);
    await session.send('session.new', { capabilities: {} });
    const { contexts } = (await session.send('browsingContext.getTree', {})) as {
      contexts: [{ context: string }];
    };
    const { context } = contexts[0];
    const act = async (actions: DeviceActions) =>
      void (await session.send('input.performActions', { context, actions: [actions] }));
    return {
      open: async (url) =>
        void (await session.send('browsingContext.navigate', { context, url, wait: 'complete' })),
      evaluate: async (run, ...given) => {
        const { result, exceptionDetails } = (await session.send('script.callFunction', {
          functionDeclaration: asScript(String(run), given),
          awaitPromise: true,
          target: { context },
        })) as { result?: { value: string }; exceptionDetails?: { text: string } };
        if (result === undefined) throw new Error(exceptionDetails?.text);
        return readResult(result.value) as never;
      },
      press: (x, y) => act(click(x, y)),
      type: (text) => act(keys(text)),
      pressEnter: () => act(enter),
      resize: async (width, height) =>
        void (await session.send('browsingContext.setViewport', { context, viewport: { width, height } })),
      screenshot: async () => {
        const { data } = (await session.send('browsingContext.captureScreenshot', { context })) as {
          data: string;
        };
        return Buffer.from(data, 'base64');
      },
      close: async () => {
        session.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
