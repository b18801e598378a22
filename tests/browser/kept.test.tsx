import '../../src/page/ui/app.css';
import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import type { KeptRun, KeptRuns } from '../../src/page/store/kept-runs.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { KeptPanel } from '../../src/page/ui/kept/KeptPanel.tsx';
import { atDepth } from '../depth.ts';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { keptCommands, keptRun, keptRuns } from '../fixtures/kept-runs.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { training } from '../unit/page/samples.ts';

const stage = createStage(1060);

/** The panel with these runs. Deleting takes them out of the list, as the store does. */
function show(list: readonly KeptRun[], more: Partial<KeptRuns> = {}, onPage = 'none') {
  const before = training();
  const run = before.run && { ...before.run, key: onPage };
  const store = createPageStore({ ...before, run, view: 'kept', kept: keptRuns(list, more) });
  const commands = keptCommands();
  commands.deleteKept.mockImplementation((keys: readonly string[]) =>
    store.setState(({ kept, ...rest }) => ({
      ...rest,
      kept: { ...kept, list: kept.list.filter(({ key }) => !keys.includes(key)) },
    })),
  );
  stage.show(
    store,
    { ...createPageCommands(store, silentClient([]), fakeKeeping()), ...commands },
    <KeptPanel />,
  );
  return { store, commands };
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const nameOf = (name: string) => page.getByRole('textbox', { name: `Name of ${name}`, exact: true });
const three = () => [keptRun(3), keptRun(2), keptRun(1)];

/** A name in a field is no text to find a row by. */
const rowOf = (name: string) => page.getByRole('row').filter({ has: button(`Export ${name}`) });

test('runs are listed with what they are, what they came to, and the room they take', async () => {
  const diverged = keptRun(
    2,
    {
      step: 2000,
      outcome: 'steps',
      bytes: 640_000,
      arms: [
        { testAccuracy: 0.971, divergedAt: null },
        { testAccuracy: 0.1, divergedAt: 812 },
      ],
    },
    { depth: 3, optimizer: 'adam', seed: 9 },
  );
  show([keptRun(3), diverged], {}, 'key-3');
  await expect.element(page.getByText(/^2 runs · 38.MB of 2\.1.GB$/)).toBeVisible();
  await expect.element(rowOf('Run 3')).toHaveTextContent(/3 February.*on the page.*Deep MLP10 × 100 Sigmoid/);
  await expect
    .element(rowOf('Run 3'))
    .toHaveTextContent(/1,240 of 2,000 steps · unfinishedA Batch normalization rate 0.196\.4.%B Plain/);
  const second = rowOf('Run 2');
  await expect.element(second).toHaveTextContent(/Deep MLP, changed3 × 100 Sigmoid · Adam · .*seed.9/);
  await expect.element(second).toHaveTextContent(/finished.*97\.1.%.*diverged at step 812640.KB/);
  await expect.element(second).not.toHaveTextContent('on the page');
});

test('a network that was changed says what it was and became, in the color of what it became', async () => {
  const changes = [{ kind: 'bn', step: 40, arm: 1, on: true }] as const;
  show([keptRun(1, { changes })]);
  const row = rowOf('Run 1');
  await expect
    .element(row)
    .toHaveTextContent(/B Plain rate 0\.1, batch normalization from step 40 changed56/);
  const tones = Array.from(
    row.element().querySelectorAll<HTMLElement>('li[data-tone]'),
    (line) => line.dataset['tone'],
  );
  expect(tones).toEqual(['bn', 'bn']);
});

test('each thing that can be done is asked of the store, for its own run', async () => {
  const { store, commands } = show([keptRun(3, { pinned: true }), keptRun(2), keptRun(1)], {}, 'key-1');
  await button('Open Run 2').click();
  expect(commands.openKept).toHaveBeenCalledExactlyOnceWith('key-2');
  await expect.element(button('Pin Run 3')).toHaveAttribute('aria-pressed', 'true');
  await button('Pin Run 3').click();
  expect(commands.pinKept).toHaveBeenLastCalledWith('key-3', false);
  await expect.element(button('Pin Run 2')).toHaveAttribute('aria-pressed', 'false');
  await button('Pin Run 2').click();
  expect(commands.pinKept).toHaveBeenLastCalledWith('key-2', true);
  await button('Export Run 1').click();
  expect(commands.exportKept).toHaveBeenCalledExactlyOnceWith('key-1');
  await button('Show Run 1').click();
  expect(store.getState().view).toBe('run');
  expect(commands.openKept).toHaveBeenCalledOnce();
});

test('a name is changed in place, and Escape leaves it', async () => {
  const { commands } = show(three());
  await nameOf('Run 2').fill('too fast');
  await userEvent.keyboard('{Enter}');
  expect(commands.renameKept).toHaveBeenCalledExactlyOnceWith('key-2', 'too fast');
  await nameOf('Run 1').fill('no');
  await userEvent.keyboard('{Escape}');
  await expect.element(nameOf('Run 1')).toHaveValue('Run 1');
  await userEvent.tab();
  expect(commands.renameKept).toHaveBeenCalledOnce();
});

test('deleting asks first, and the focus goes to the run in its place', async () => {
  const { commands } = show(three());
  await button('Delete Run 2').click();
  const dialog = page.getByRole('dialog', { name: 'Delete Run 2?' });
  await expect.element(dialog).toHaveTextContent(/3\.2.MB/);
  await expect.element(button('Keep it')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(button('Delete Run 2')).toHaveFocus();
  expect(commands.deleteKept).not.toHaveBeenCalled();

  await userEvent.keyboard('{Enter}');
  await expect.element(button('Keep it')).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(commands.deleteKept).toHaveBeenCalledExactlyOnceWith(['key-2']);
  await expect.element(button('Delete Run 1')).toHaveFocus();
  await button('Delete Run 1').click();
  await button('Delete').click();
  await expect.element(button('Delete Run 3')).toHaveFocus();
  await button('Delete Run 3').click();
  await button('Delete').click();
  await expect.element(page.getByRole('heading', { name: 'Past runs' })).toHaveFocus();
  await expect.element(page.getByText(/^None yet\. Every run is kept here by itself/)).toBeVisible();
});

test('a run that takes its time to go moves the focus only of who waits for it', async () => {
  const { store, commands } = show(three());
  commands.deleteKept.mockImplementation(() => undefined);
  const gone = () =>
    store.setState(({ kept, ...rest }) => ({ ...rest, kept: { ...kept, list: kept.list.slice(1) } }));
  await button('Delete Run 3').click();
  await button('Delete').click();
  await expect.element(button('Delete Run 3')).toHaveFocus();
  gone();
  await expect.element(button('Delete Run 2')).toHaveFocus();
  await button('Delete Run 2').click();
  await button('Delete').click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await nameOf('Run 1').click();
  gone();
  await expect.element(button('Delete Run 2')).not.toBeInTheDocument();
  await expect.element(nameOf('Run 1')).toHaveFocus();
});

test('all that are not pinned are deleted at once, but not the one on the page nor those of another tab', async () => {
  const list = [
    keptRun(5),
    keptRun(4, { pinned: true }),
    keptRun(3),
    keptRun(2, { elsewhere: true }),
    keptRun(1),
  ];
  const { commands } = show(list, {}, 'key-5');
  await button('Delete all that are not pinned').click();
  await expect.element(page.getByRole('dialog', { name: 'Delete 2 runs?' })).toHaveTextContent(/6\.4.MB/);
  await button('Delete').click();
  expect(commands.deleteKept).toHaveBeenCalledExactlyOnceWith(['key-3', 'key-1']);
  await expect.element(button('Delete all that are not pinned')).not.toBeInTheDocument();
});

test('a run that another tab opens while its deletion is asked is left alone', async () => {
  const { store, commands } = show(three());
  await button('Delete Run 2').click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toBeVisible();
  store.setState(({ kept, ...rest }) => ({
    ...rest,
    kept: { ...kept, list: [keptRun(3), keptRun(2, { elsewhere: true }), keptRun(1)] },
  }));
  await expect.element(dialog).not.toBeInTheDocument();
  expect(commands.deleteKept).not.toHaveBeenCalled();
});

test('of a run in another tab, and of a damaged one, only what makes sense is offered', async () => {
  show([
    keptRun(3, { elsewhere: true }),
    keptRun(2, { damage: 'It is cut off after step 400.' }),
    keptRun(1, { damage: 'It cannot be read.', arms: [] }),
  ]);
  const rows = () => page.getByRole('row');
  const offered = () =>
    [...stage.host.querySelectorAll('tbody tr')].map((own) =>
      [...own.querySelectorAll('button')].map((one) => one.getAttribute('aria-label')),
    );
  await expect
    .poll(offered)
    .toEqual([['Pin Run 3', 'Export Run 3'], ['Open Run 2', 'Delete Run 2'], ['Delete Run 1']]);
  await expect.element(rows().nth(1)).toHaveTextContent('open in another tab');
  await expect.element(rows().nth(2)).toHaveTextContent('It is cut off after step 400.');
  await expect.element(rows().nth(3)).toHaveTextContent('It cannot be read.');
  await expect.element(rows().nth(3)).not.toHaveTextContent('Deep MLP');
  expect(stage.host.querySelectorAll('input[type="text"], input:not([type])')).toHaveLength(0);
});

test('files are chosen and imported, the same ones again where a person wants', async () => {
  const { commands } = show([]);
  await expect.element(button('Import')).toBeVisible();
  const input = stage.host.querySelector<HTMLInputElement>('input[type="file"]');
  expect(input?.accept).toBe('');
  const files = [new File(['{}'], 'one.json'), new File(['x'], 'two.png')];
  for (const times of [1, 2]) {
    await userEvent.upload(page.elementLocator(input as HTMLElement), files);
    await expect.poll(() => commands.openFiles.mock.calls.length).toBe(times);
  }
  const [taken] = commands.openFiles.mock.calls[1] as [readonly File[]];
  expect(taken.map(({ name }) => name)).toEqual(['one.json', 'two.png']);
});

test('what is said where there are none depends on why', async () => {
  const { store } = show([], { status: 'loading', space: null });
  await expect.element(page.getByText('Looking for past runs …')).toBeVisible();
  store.setState((before) => ({ ...before, kept: { ...before.kept, status: 'unavailable' } }));
  await expect
    .element(page.getByText(/^This browser keeps nothing here, .*Export what matters\.$/))
    .toBeVisible();
  expect(stage.host.textContent).not.toContain('0 runs');
});

test('little room is said, and a browser that does not tell of its room', async () => {
  const { store } = show(three(), { space: { used: 1_950_000_000, allowed: 2_100_000_000 } });
  await expect.element(page.getByText(/little room is left/)).toBeVisible();
  expect(stage.host.querySelector('.ns-kept-meter')).not.toBeNull();
  store.setState((before) => ({ ...before, kept: { ...before.kept, space: null } }));
  await expect
    .element(page.getByText(/^3 runs · 9\.6.MB · this browser does not say how much room there is$/))
    .toBeVisible();
  expect(stage.host.querySelector('.ns-kept-meter')).toBeNull();
});

test('many arms and many runs are folded, and unfolded when asked', async () => {
  const arms = Array.from({ length: 9 }, (_, arm) => ({ bn: arm % 2 === 0, rate: 0.1 * (arm + 1) }));
  const count = atDepth(35, 70);
  const runs = Array.from({ length: count - 1 }, (_, index) => keptRun(100 - index));
  show([...runs, keptRun(1, {}, { arms })]);
  const rows = () => stage.host.querySelectorAll('tbody tr').length;
  await expect.poll(rows).toBe(30);
  for (let left = count - 30; left > 0; left -= 30)
    await button(`Show ${Math.min(30, left)} older runs of ${left}`).click();
  await expect.poll(rows).toBe(count);
  const list = page.getByRole('list', { name: 'Arms of Run 1', exact: true });
  const lines = () => list.element().querySelectorAll('li').length;
  expect(lines()).toBe(3);
  await button('6 more arms of Run 1').click();
  await expect.poll(lines).toBe(9);
  await button('Fewer arms of Run 1').click();
  await expect.poll(lines).toBe(3);
});

test.each([334, 640, 1060])(
  'at %i pixels nothing is wider than its place, and names can be read',
  async (width) => {
    stage.host.style.width = `${width}px`;
    const long = 'a name as long as the longest that there '.slice(0, 40);
    show(
      [keptRun(3, { name: long, elsewhere: true }), keptRun(2, { damage: 'x'.repeat(90) }), keptRun(1)],
      {},
      'key-1',
    );
    await expect.element(button('Show Run 1')).toBeVisible();
    for (const element of stage.host.querySelectorAll('table, tr, td, th, ul, p')) {
      expect(element.scrollWidth, element.className).toBeLessThanOrEqual(element.clientWidth + 1);
    }
    const card = stage.host.querySelector('.ns-card')?.getBoundingClientRect();
    for (const one of stage.host.querySelectorAll('button')) {
      expect(one.getBoundingClientRect().right).toBeLessThanOrEqual(card?.right ?? 0);
    }
    expect(nameOf('Run 1').element().clientWidth).toBeGreaterThan(100);
  },
);

test('no control is called as one of the run’s own', async () => {
  show(three(), {}, 'key-1');
  await expect.element(button('Show Run 1')).toBeVisible();
  const names = [...stage.host.querySelectorAll('button')].map(
    (one) => one.getAttribute('aria-label') ?? one.textContent,
  );
  expect(names.filter((name) => /start|pause|step|reset|help/i.test(name ?? ''))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('runs are found by name or settings and sorted, also on a narrow page', async () => {
  const fast = keptRun(
    2,
    { name: 'too fast', arms: [{ testAccuracy: 0.99, divergedAt: null }] },
    { seed: 7 },
  );
  show([keptRun(3), fast, keptRun(1)]);
  const names = () =>
    page
      .getByRole('textbox', { name: /^Name of / })
      .elements()
      .map((one) => (one as HTMLInputElement).value);
  const search = page.getByRole('searchbox', { name: 'Search past runs' });
  await search.fill('SEED 7');
  await expect.poll(names).toEqual(['too fast']);
  await expect.element(page.getByRole('status')).toHaveTextContent('1 of 3 found');
  await expect.element(button('Delete all that are not pinned')).not.toBeInTheDocument();
  await search.fill('nothing like it');
  await expect.element(page.getByText('No past run matches. Clear the search to see all.')).toBeVisible();
  await search.fill('');
  await expect.poll(names).toEqual(['Run 3', 'too fast', 'Run 1']);
  await page.getByRole('combobox', { name: 'Sort past runs by' }).selectOptions('Best test accuracy');
  await expect.poll(names).toEqual(['too fast', 'Run 3', 'Run 1']);
  await expect.element(page.getByText(/newest 200 runs are kept/)).toBeVisible();
  stage.host.style.width = '390px';
  await expect.poll(() => stage.host.scrollWidth).toBeLessThanOrEqual(390);
});
