import type { Page } from '@playwright/test';

/** What can be handed to a page and back. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A browser with one page, as little of it as the main job needs. */
export interface Engine {
  open(address: string): Promise<void>;
  /** Runs a function in the page. It can use nothing of the file around it. */
  evaluate<Given extends Plain[], Result>(
    run: (...given: Given) => Result | Promise<Result>,
    ...given: Given
  ): Promise<Result>;
  /** Clicks or taps a point of the window, in CSS pixels. */
  press(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  pressEnter(): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
}

/** An engine that a test has started, and has to end. */
export interface StartedEngine extends Engine {
  close(): Promise<void>;
}

/** A page of Playwright as an {@link Engine}: clicked by the mouse, or tapped where it has touch. */
export function playwrightEngine(page: Page, hasTouch: boolean): Engine {
  return {
    open: async (address) => void (await page.goto(address)),
    evaluate: (run, ...given) => page.evaluate(`(${run})(...${JSON.stringify(given)})`),
    press: (x, y) => (hasTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y)),
    type: (text) => page.keyboard.type(text),
    pressEnter: () => page.keyboard.press('Enter'),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
  };
}
