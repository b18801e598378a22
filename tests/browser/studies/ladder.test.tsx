import { expect, test } from 'vitest';
import { createPageCommands, type PageCommands } from '../../../src/page/client/page-commands.ts';
import { PALETTES } from '../../../src/page/export/palette.ts';
import { readPngLink } from '../../../src/page/export/png-text.ts';
import { studyLink } from '../../../src/page/export/study-text.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/page-store.ts';
import { studyStarted } from '../../../src/page/store/study-actions.ts';
import { studyAsked } from '../../../src/page/store/study-state.ts';
import { LadderPanel } from '../../../src/page/ui/studies/LadderPanel.tsx';
import { makeLadderPicture } from '../../../src/page/ui/studies/ladder-picture.tsx';
import { checkpointAt } from '../../fixtures/checkpoint.ts';
import { fakeKeeping, memoryStudies } from '../../fixtures/keeping.ts';
import { countPixels, readPng } from '../../fixtures/pixels.ts';
import { silentClient } from '../../fixtures/silent-client.ts';
import { soon } from '../../fixtures/soon.ts';
import { createStage } from '../../fixtures/stage.tsx';
import { fixtureStudy } from '../../fixtures/study.ts';
import { pageAt } from '../../unit/page/samples.ts';

let store: PageStore;
let asked: string[];
let commands: PageCommands;

const stage = createStage(1000);

function show(link: string) {
  store = createPageStore(pageAt(link));
  asked = [];
  commands = createPageCommands(store, silentClient(asked), fakeKeeping());
  asked.length = 0;
  stage.show(store, commands, <LadderPanel />);
}

/** Puts a measured ladder of three rates into the store: BN learns at 0.1 and 1, plain breaks down at 1. A column can have been left open. */
function measure(open: number | null = null) {
  const config = studyAsked(store.getState(), 'ladder');
  const finals = [
    [0.5, 0.95, 0.92],
    [0.1, 0.91, null],
  ];
  const record = fixtureStudy(config, (row, column) => {
    if (column === open) return null;
    const final = finals[row]?.[column] ?? null;
    return final === null
      ? { accuracy: [[8, 0.1]], divergedAt: 14 }
      : {
          accuracy: [
            [20, final / 2],
            [40, final],
          ],
        };
  });
  store.setState((state) => {
    const begun = studyStarted(state, 9, 'ladder-9', config);
    const study = begun.studies.ladder;
    if (study === null) return begun;
    const ladder = { ...study, phase: open === null ? 'finished' : 'training', record } as const;
    return { ...begun, studies: { ...begun.studies, ladder } };
  });
}

const LINK = 'ladder=0.01:1:3&ladderSteps=40';
const button = (name: string | RegExp) =>
  soon(() => {
    const all = Array.from(stage.host.querySelectorAll('button'));
    const found = all.find((one) => {
      const label = one.getAttribute('aria-label') ?? one.textContent ?? '';
      return typeof name === 'string' ? label === name : name.test(label);
    });
    if (found === undefined)
      throw new Error(`no button ${name} among ${all.map((one) => one.textContent).join(', ')}`);
    return found;
  });
const says = (text: string) => soon(() => expect(stage.host.textContent).toContain(text));

test('before the first ladder it says what it will do, and shows it empty', async () => {
  show(LINK);
  await says('Trains 6 networks for 40 steps each');
  expect(stage.host.querySelectorAll('[data-rung]')).toHaveLength(6);
  await button(/^Batch normalization at rate 0.1: not measured/);
  await soon(() => expect(stage.host.querySelector('[data-drawn="ladder-rates"]')).not.toBeNull());
  (await button('Measure')).click();
  await soon(() => expect(asked).toContain('startStudy'));
  await button('Stop measuring');
});

test('a ladder of an earlier visit is offered, shown where it was saved, and can go on', async () => {
  show(LINK);
  const stored = memoryStudies();
  const config = studyAsked(store.getState(), 'ladder');
  const record = fixtureStudy(config, (_, column) => (column === 0 ? { accuracy: [[40, 0.9]] } : null));
  const round = checkpointAt(20);
  const checkpoint = { done: 1, columns: 1, note: null, elapsedMs: 5000, round };
  stored.put({ key: 'a', record, checkpoint });
  stored.damaged.add('b');
  store = createPageStore(pageAt(LINK));
  commands = createPageCommands(store, silentClient(asked), fakeKeeping({ studies: stored.studies }));
  stage.show(store, commands, <LadderPanel />);
  await says('is kept: 6 networks, 33\u202f% measured, 1\u202fKB.');
  await says('One that was kept cannot be read');
  const [, last] = Array.from(stage.host.querySelectorAll('.ns-kept-study'));
  last?.querySelector('button')?.click();
  await soon(() => expect(stage.host.querySelectorAll('.ns-kept-study')).toHaveLength(1));
  const shows = await button('Show it');
  shows.focus();
  shows.click();
  await says('It can go on from where it was last saved.');
  expect(stage.host.querySelector('.ns-kept-study')).toBeNull();
  await soon(() => expect(document.activeElement?.textContent).toBe('Go on measuring'));
  (await button('Go on measuring')).click();
  await soon(() => expect(asked).toContain('startStudy'));
});

test('a measured ladder tells its cells, its limits and what broke down', async () => {
  show(LINK);
  measure();
  await says('batch normalization 1 or more, the plain net 0.1: at least 10 times');
  const largest = await button(
    /^Batch normalization at rate 1: 92.0.% test accuracy after 40 steps, the largest usable/,
  );
  expect(largest.dataset['largest']).toBe('true');
  const broken = await button(/^Plain at rate 1: diverged at step 14/);
  expect(broken.textContent).toBe('✕step 14');
  const best = await button(
    /^Batch normalization at rate 0.1: 95.0.% test accuracy after 40 steps, the best accuracy/,
  );
  expect(best.textContent).toBe('95.0best');
  expect(largest.textContent).toBe('92.0largest');
  await says('Best test accuracy: batch normalization 95.0');
  await soon(() =>
    expect(stage.host.querySelectorAll('[data-drawn="ladder-rates"] [data-diverged]')).toHaveLength(1),
  );
  expect(stage.host.querySelectorAll('[data-drawn="ladder-rates"] [data-earlier]').length).toBeGreaterThan(0);
  expect(stage.host.querySelectorAll('[data-drawn="ladder-curves"] path').length).toBeGreaterThanOrEqual(6);
});

test('while it is measured it says so far, and cells without their turn are open', async () => {
  show(LINK);
  measure(2);
  await says('So far the largest usable rate');
  const open = await button(/^Plain at rate 1: not trained yet/);
  expect(open.dataset['open']).toBe('true');
});

test('arrow keys go from cell to cell, and a cell’s rate becomes that of all arms', async () => {
  show(`${LINK}&arms=bn:0.5,plain:0.2`);
  measure();
  await says('Largest usable rate');
  const first = await button(/^Batch normalization at rate 0.01/);
  first.focus();
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  press('ArrowRight');
  press('ArrowDown');
  await soon(() => expect(document.activeElement?.getAttribute('data-rung')).toBe('1 1'));
  press('End');
  await soon(() => expect(document.activeElement?.getAttribute('data-rung')).toBe('1 2'));
  expect(stage.host.querySelectorAll('[data-rung][tabindex="0"]')).toHaveLength(1);
  (await button(/^Plain at rate 0.1:/)).click();
  await says('The learning rate of the run’s networks is now 0.1.');
  expect(store.getState().asked.arms.map(({ rate }) => rate)).toEqual([0.1, 0.1]);
  (await button('Show the run')).click();
  expect(store.getState().view).toBe('run');
  commands.setRate(0, 0.3);
  await says('Press a cell to make its rate that of the run’s networks.');
});

test('a cell sets the rate of every network of the next run, and names one that is to leave', async () => {
  show(`${LINK}&arms=bn:0.5,plain:0.2,ln:0.4`);
  commands.start();
  commands.removeArm(1);
  await says('Every network is trained at 3 learning rates from 0.01 to 1, in place of its own.');
  await says('Takes changes that the run on the page does not have yet: Arm B Plain, rate 0.2 → removed');
  (await button(/at rate 0.1:/)).click();
  await says('is now 0.1. Not changed: B, not part of the next run.');
  expect(store.getState().asked.arms).toMatchObject([{ rate: 0.1 }, { rate: 0.1 }]);
  expect(store.getState().run?.config.arms[1]?.rate).toBe(0.2);
});

test('the cell that is looked at stands out in both charts, also beyond a rate that has not had its turn', async () => {
  show(LINK);
  measure(1);
  const cell = await button(/^Batch normalization at rate 1: 92/);
  cell.focus();
  await soon(() => {
    const found = stage.host.querySelectorAll<SVGPathElement>('[data-drawn="ladder-rates"] [data-looked]');
    expect(found).toHaveLength(1);
    const at = found[0]?.getBoundingClientRect();
    const edge = stage.host.querySelector('[data-drawn="ladder-rates"]')?.getBoundingClientRect();
    expect(at && edge && at.right > edge.right - 30).toBe(true);
    expect(stage.host.querySelector('[data-drawn="ladder-curves"] text')?.textContent).toBe('rate 1');
  });
  cell.blur();
  await soon(() => expect(stage.host.querySelector('[data-looked]')).toBeNull());
});

test('another bound for usable rates changes the verdict and measures nothing', async () => {
  show(LINK);
  measure();
  await says('the plain net 0.1');
  const choice = Array.from(stage.host.querySelectorAll<HTMLInputElement>('input[type="radio"]')).find(
    ({ value }) => value === '0.95',
  );
  choice?.click();
  await says('95');
  await says('the plain net none');
  expect(asked).toEqual([]);
});

test('a ladder that cannot be is refused with a sentence, and the old one stays', async () => {
  show(LINK);
  const field = await soon(() => {
    const input = stage.host.querySelector<HTMLInputElement>('input[aria-label="Lowest rate of the ladder"]');
    if (input === null) throw new Error('no field');
    return input;
  });
  field.focus();
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  set?.call(field, '5');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await says('the lowest rate, 5, is not below the highest, 1');
  set?.call(field, 'fast');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await says('“fast” is not a number');
  expect(store.getState().studySettings.ladder.from).toBe(0.01);
});

test('arms can be left out, but not the last one', async () => {
  show(LINK);
  const boxes = await soon(() => {
    const found = stage.host.querySelectorAll<HTMLInputElement>('fieldset input[type="checkbox"]');
    expect(found).toHaveLength(2);
    return found;
  });
  boxes[1]?.click();
  await says('Trains 3 networks');
  await soon(() => expect(boxes[0]?.disabled).toBe(true));
});

test.each(['light', 'dark'] as const)(
  'the picture on %s has strip and charts in both colours',
  async (scheme) => {
    show(LINK);
    measure();
    const record = store.getState().studies.ladder?.record ?? null;
    if (record === null) throw new Error('no ladder');
    const blob = await makeLadderPicture(record, 0.9, scheme, new Date(2026, 1, 3));
    expect(readPngLink(new Uint8Array(await blob.arrayBuffer()))).toEqual({
      query: studyLink(record.config),
    });
    const png = await readPng(blob);
    expect(png.width).toBe(2560);
    for (const tone of ['bn', 'plain', 'ink', 'bad'] as const) {
      expect([tone, countPixels(png, PALETTES[scheme][tone]) > 100]).toEqual([tone, true]);
    }
  },
);
