/** What came of all that was tried in the page. */
interface Intrusion {
  /** What was tried and not refused. */
  readonly through: readonly string[];
  /** Texts that were run. */
  readonly ran: readonly string[];
  /** Rules that a `<style>` put into the page came to. */
  readonly rules: number;
  /** Of an image from elsewhere. */
  readonly imageWidth: number;
  readonly base: string;
}

/**
 * Tries to run text, to load from elsewhere and to send there. Is run in the page, so it names nothing outside of itself. A
 * debugger's own text may run what a page may not, as long as it runs: so everything happens a moment after it.
 */
export async function intrudeOnPage(elsewhere: string): Promise<Intrusion> {
  const ran: string[] = [];
  const through: string[] = [];
  Object.assign(window, { ran });
  const attempt = (what: string, act: () => unknown) =>
    new Promise<void>((resolve) => {
      setTimeout(async () => {
        try {
          await act();
          through.push(what);
        } catch {
          // Refused, as it should be.
        }
        resolve();
      });
    });
  const put = <K extends keyof HTMLElementTagNameMap>(
    name: K,
    fill: (made: HTMLElementTagNameMap[K]) => void,
  ) => {
    const made = document.createElement(name);
    fill(made);
    document.body.append(made);
    return made;
  };
  const global = globalThis as unknown as {
    eval(text: string): unknown;
    trustedTypes: { createPolicy(name: string, rules: object): unknown };
  };
  const text = '<b>bold</b>';
  const dataAddress = 'data:text/javascript,';

  await attempt('eval', () => global.eval('ran.push("eval")'));
  await attempt('Function', () => new Function('ran.push("Function")')());
  await attempt('innerHTML', () => {
    document.body.innerHTML = text;
  });
  await attempt('insertAdjacentHTML', () => document.body.insertAdjacentHTML('beforeend', text));
  await attempt('document.write', () => document.write(text));
  await attempt('DOMParser', () => new DOMParser().parseFromString(text, 'text/html'));
  await attempt('another policy', () => global.trustedTypes.createPolicy('mine', {}));
  await attempt('fetch', () => fetch(elsewhere));
  await attempt('import', () => import(/* @vite-ignore */ `${elsewhere}a.js`));
  await attempt('import of data', () => import(/* @vite-ignore */ `${dataAddress}ran.push("data")`));
  await attempt('worker', () => new Worker(`${elsewhere}worker-D7DfBiT7.js`));
  await attempt('worker of text', () => new Worker(URL.createObjectURL(new Blob(['self.close()']))));
  await attempt('script', () =>
    put('script', (script) => {
      script.src = `${elsewhere}a.js`;
    }),
  );

  // These do not throw; what came of them is looked at afterwards.
  const quietly = async (act: () => unknown) => {
    await attempt('', act);
    if (through.at(-1) === '') through.pop();
  };
  await quietly(() => put('script', (script) => script.append('ran.push("script")')));
  await quietly(() => put('button', (button) => button.setAttribute('onclick', 'ran.push("click")')).click());
  await quietly(() => setTimeout('ran.push("timer")'));
  await quietly(() => navigator.sendBeacon(elsewhere));
  await quietly(() => {
    put('iframe', (frame) => {
      frame.src = elsewhere;
    });
  });
  await quietly(() => {
    put('base', (base) => {
      base.href = elsewhere;
    });
  });
  await quietly(() => {
    const form = put('form', (made) => {
      made.action = elsewhere;
    });
    form.submit();
  });
  const style = put('style', (made) => made.append('body { color: red }'));
  const image = put('img', (made) => {
    made.src = `${elsewhere}a.png`;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const rules = style.sheet?.cssRules.length ?? 0;
  return { through, ran, rules, imageWidth: image.naturalWidth, base: document.baseURI };
}

/** Tries in a worker what could be tried there, and tells what was not refused. WebAssembly is among it, and may be compiled. */
export async function intrudeOnWorker(elsewhere: string): Promise<string[]> {
  const through: string[] = [];
  const attempt = (what: string, act: () => unknown) =>
    new Promise<void>((resolve) => {
      setTimeout(async () => {
        try {
          await act();
          through.push(what);
        } catch {
          // Refused, as it should be.
        }
        resolve();
      });
    });
  const global = globalThis as unknown as { eval(text: string): unknown };
  await attempt('eval', () => global.eval('1'));
  await attempt('Function', () => new Function('return 1')());
  await attempt('fetch', () => fetch(elsewhere));
  await attempt('import', () => import(/* @vite-ignore */ `${elsewhere}a.js`));
  await attempt('worker', () => new Worker(`${elsewhere}wasm-thread-D7DfBiT7.js`));
  await attempt('worker of text', () => new Worker(URL.createObjectURL(new Blob(['self.close()']))));
  await attempt('WebAssembly', () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  return through;
}
