import type { WebKitPrograms } from '../../../scripts/browsers/find-webkit.ts';
import { freePort } from '../../../scripts/server/free-port.ts';
import { asScript, click, type DeviceActions, enter, keys, readResult } from './actions.ts';
import { startChild } from './child.ts';
import type { StartedEngine } from './engine.ts';
import { newSession } from './webdriver.ts';

/** Starts WebKitGTK on a screen of its own that nobody sees, and drives it by WebDriver. */
export async function startWebKit({ driver, miniBrowser, xvfb }: WebKitPrograms): Promise<StartedEngine> {
  const children: ReturnType<typeof startChild>[] = [];
  const start = (...call: Parameters<typeof startChild>) => {
    const child = startChild(...call);
    children.unshift(child);
    return child;
  };
  const close = async () => {
    for (const child of children) await child.end();
  };
  try {
    const screen = ['-screen', '0', '1800x1400x24', '-nolisten', 'tcp', '-displayfd', '3'];
    const [, display = ''] = await start(xvfb, screen).says(/^(\d+)\n/m);
    const port = await freePort();
    start(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      // Its sandbox cannot be had by root, as that of Chromium.
      ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
    });
    const session = await newSession(`http://127.0.0.1:${port}`, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
    });
    const act = async (actions: DeviceActions) =>
      void (await session.post('actions', { actions: [actions] }));
    return {
      open: async (url) => void (await session.post('url', { url })),
      evaluate: async (run, ...given) => {
        const script = `const done = arguments[0]; (${asScript(String(run), given)})().then(done);`;
        return readResult((await session.post('execute/async', { script, args: [] })) as string) as never;
      },
      press: (x, y) => act(click(x, y)),
      type: (text) => act(keys(text)),
      pressEnter: () => act(enter),
      resize: async (width, height) => {
        const size = (await session.post('execute/sync', {
          script: 'return [outerWidth - innerWidth, outerHeight - innerHeight]',
          args: [],
        })) as [number, number];
        await session.post('window/rect', { width: width + size[0], height: height + size[1] });
      },
      screenshot: async () => Buffer.from((await session.get('screenshot')) as string, 'base64'),
      close: async () => {
        try {
          await session.end();
        } finally {
          await close();
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
