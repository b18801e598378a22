/**
 * What the main job asks a page. All of these run in the page, so that each can use nothing but what it gets.
 */

/** What {@link watch} has seen. */
interface Watched {
  readonly complaints: string[];
  readonly pictures: string[];
}

type WatchedWindow = typeof globalThis & { watched?: Watched };

/** Notes from now on what goes wrong in the page, and each PNG that it hands out. */
export function watch(): void {
  const watched: Watched = { complaints: [], pictures: [] };
  (globalThis as WatchedWindow).watched = watched;
  const complain = (what: unknown) => {
    // Nothing is lost then: the browser tells the observer in the next frame.
    if (!String(what).startsWith('ResizeObserver loop')) watched.complaints.push(String(what));
  };
  addEventListener('error', (event) => complain(event.message));
  addEventListener('unhandledrejection', (event) => complain(event.reason));
  addEventListener('securitypolicyviolation', (event) => complain(`policy: ${event.blockedURI}`));
  const logError = console.error;
  console.error = (...words) => {
    complain(words.join(' '));
    logError(...words);
  };
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob && blob.type === 'image/png') {
      void blob.arrayBuffer().then((buffer) => {
        const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
        watched.pictures.push(btoa(letters.join('')));
      });
    }
    return createObjectURL(blob);
  };
}

export const complaints = (): string[] =>
  (globalThis as WatchedWindow).watched?.complaints ?? ['not watched'];

/** The last PNG as Base64; empty before one is there. */
export const lastPicture = (): string => (globalThis as WatchedWindow).watched?.pictures.at(-1) ?? '';

/** All that can be read on the page, on one line. */
export const words = (): string => document.body.innerText.replace(/\s+/g, ' ');

/** The lines of the accuracy chart, as they are drawn now. */
export const lines = (): string =>
  [...document.querySelectorAll('[data-drawn=accuracy] path')].map((path) => path.getAttribute('d')).join('');

export const stepsDone = (): number =>
  Number(/step ([\d,]+) of/.exec(document.body.innerText)?.[1]?.replaceAll(',', ''));

export const selectAll = (): void => (document.activeElement as HTMLInputElement).select();

/** Whether all charts show the newest step. */
export const isLive = (): boolean =>
  [...document.querySelectorAll('button')]
    .find((button) => button.textContent === 'live')
    ?.getAttribute('aria-pressed') === 'true';

/** So many pixels of the page lie beyond its right edge; 0 or less where none do. */
export const overflow = (): number =>
  document.documentElement.scrollWidth - document.documentElement.clientWidth;
