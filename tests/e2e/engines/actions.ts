/** One device and what it does, as WebDriver and WebDriver BiDi both take it. */
export interface DeviceActions {
  readonly type: 'pointer' | 'key';
  readonly id: string;
  readonly parameters?: { readonly pointerType: 'mouse' };
  readonly actions: readonly Readonly<Record<string, string | number>>[];
}

const ENTER = '\uE007';

/** A click of the mouse at a point of the window. */
export const click = (x: number, y: number): DeviceActions => ({
  type: 'pointer',
  id: 'mouse',
  parameters: { pointerType: 'mouse' },
  actions: [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ],
});

/** The keys of a text, one after the other. */
export const keys = (text: string): DeviceActions => ({
  type: 'key',
  id: 'keyboard',
  actions: [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]),
});

export const enter = keys(ENTER);

/**
 * The source of a function without arguments that runs `run` in a page and gives JSON: of its result, or of what it threw.
 */
export const asScript = (run: string, given: readonly unknown[]): string =>
  `async () => {
    try {
      return JSON.stringify({ value: await (${run})(...${JSON.stringify(given)}) });
    } catch (error) {
      return JSON.stringify({ error: String(error) });
    }
  }`;

/** The result of {@link asScript}. */
export function readResult(json: string): unknown {
  const result = JSON.parse(json) as { value?: unknown; error?: string };
  if (result.error !== undefined) throw new Error(`In the page: ${result.error}`);
  return result.value;
}
