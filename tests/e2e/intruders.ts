/** What came of all that was tried in the page. */
interface Intrusion {
  /** Texts that were run. */
  readonly ran: readonly string[];
  /** Rules of the `<style>` that was put into the page. */
  readonly rules: number;
  /** Of an image from elsewhere. */
  readonly imageWidth: number;
  readonly base: string;
}

/** What the page keeps of the intrusion until it is asked about it. */
interface Traces {
  ran: string[];
  style: HTMLStyleElement;
  image: HTMLImageElement;
}

/**
 * Tries to run text, to load from elsewhere and to send there, and tells what was not refused. Is run in the page, so it names
 * nothing outside of itself. A debugger's own text may run what a page may not, as long as it runs: so each attempt is a task
 * of its own.
 */
export async function intrudeOnPage(elsewhere: string): Promise<string[]> {
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

  // These do not throw; tracesOfIntrusion() tells what came of them.
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
  Object.assign(window, { traces: { ran, style, image } });
  return through;
}

/** What came of the attempts that do not throw; is run in the page, once it has told what it refused. */
export function tracesOfIntrusion(): Intrusion {
  const { image, ran, style } = (window as unknown as { traces: Traces }).traces;
  const rules = style.sheet?.cssRules.length ?? 0;
  return { ran, rules, imageWidth: image.naturalWidth, base: document.baseURI };
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
