import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { depth } from '../depth.ts';

type Part = '[role=dialog]' | '[role=menu]' | '[role=tabpanel]';

/**
 * What axe finds grave on a page, with the elements that it is about.
 *
 * @param part what is new since the rest was looked at: the short run looks at no more
 */
export async function grave(page: Page, part: Part | null = null): Promise<string[]> {
  // The page has no frames; for theirs, axe would open another tab each time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (part === null || depth === 'full' ? axe : axe.include(part)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/**
 * Looks at a page in a tab that is this wide from its beginning. A tab that is resized while it draws stops drawing now
 * and then in headless Chromium, and waits for ever.
 */
export async function atWidth(page: Page, width: number, look: (tab: Page) => Promise<void>): Promise<void> {
  const tab = await page.context().newPage();
  await tab.setViewportSize({ width, height: 844 });
  await look(tab);
  await tab.close();
}

/** So many pixels of a page lie beyond its right edge; 0 or less where none do. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
