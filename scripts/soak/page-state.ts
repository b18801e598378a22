import type { Page } from 'playwright';
import { MEGABYTE } from './quantities.ts';

/** What the page says of itself. */
export interface PageState {
  /** Steps of the run that are done; null before the page says so. */
  readonly step: number | null;
  /** The state of the run in the page's words. */
  readonly words: string;
  readonly isFinished: boolean;
  /** Why training has stopped, in the page's words; null while it has not. */
  readonly failure: string | null;
  /** The backend in use. */
  readonly backend: string;
  readonly looksBytes: number | null;
  readonly tensors: number | null;
  readonly deviceBytes: number | null;
}

/** What stands on the page, as it is read in the page. */
export interface PageTexts {
  readonly run: string;
  readonly words: string;
  readonly alert: string | null;
  readonly backend: string;
  readonly looks: string;
  readonly tensors: string | null;
  readonly deviceBytes: string | null;
}

/** Reads the page as a person and the end-to-end tests do, by its words. */
export async function readPage(tab: Page): Promise<PageState> {
  return pageState(
    await tab.evaluate(() => ({
      run: document.querySelector('section[aria-label="Run"]')?.textContent ?? '',
      words: document.querySelector('section[aria-label="Run"] [role="status"]')?.textContent ?? '',
      alert: document.querySelector('[role="alert"][data-tone="bad"]')?.textContent ?? null,
      backend: document.querySelector('.ns-chip')?.textContent ?? '',
      looks: document.body.textContent ?? '',
      tensors: document.documentElement.getAttribute('data-device-tensors'),
      deviceBytes: document.documentElement.getAttribute('data-device-bytes'),
    })),
  );
}

/** What the page's words mean. */
export function pageState(texts: PageTexts): PageState {
  const [, step] = /step ([\d,]+) of/.exec(texts.run) ?? [];
  const [, looks] = /looks? inside the layers kept, ([\d,.]+) of/.exec(texts.looks) ?? [];
  const looksMb = numberIn(looks ?? null);
  return {
    step: numberIn(step ?? null),
    words: texts.words,
    isFinished: texts.words.startsWith('Finished'),
    failure: texts.alert,
    backend: texts.backend.split(' · ')[0] ?? '',
    looksBytes: looksMb === null ? null : looksMb * MEGABYTE,
    tensors: numberIn(texts.tensors),
    deviceBytes: numberIn(texts.deviceBytes),
  };
}

function numberIn(text: string | null): number | null {
  if (text === null || text === '') return null;
  const value = Number(text.replaceAll(',', ''));
  return Number.isFinite(value) ? value : null;
}
