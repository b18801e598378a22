import { afterEach, expect, test, vi } from 'vitest';
import { PALETTES } from '../../src/page/export/palette.ts';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { makeLadderPicture } from '../../src/page/ui/studies/ladder-picture.tsx';
import { makeRepeatsPicture } from '../../src/page/ui/studies/repeats-picture.tsx';
import { fixtureGhost } from '../fixtures/ghosts.ts';
import { fixtureRibbon, fixtureStepSizes } from '../fixtures/landscape.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { reaching, repeats } from '../fixtures/repeats.ts';
import { fixtureStudy, fixtureStudyConfig } from '../fixtures/study.ts';

const NOW = new Date(2026, 1, 3);
const { bn, plain } = PALETTES.light;

afterEach(() => void vi.restoreAllMocks());

/** The document of a picture, which is not drawn: that would take most of the time. */
async function documentOf(picture: () => Promise<Blob>): Promise<Document> {
  vi.spyOn(HTMLImageElement.prototype, 'decode').mockRejectedValue(
    new Error('The picture is not drawn here'),
  );
  const source = vi.spyOn(HTMLImageElement.prototype, 'src', 'set');
  await expect(picture()).rejects.toThrow('The picture is not drawn here');
  const address = source.mock.lastCall?.[0] ?? '';
  const svg = decodeURIComponent(address.slice(address.indexOf(',') + 1));
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
}

/** Texts of a legend that stand after a sample of a line, each with the color of its line. */
const legendOf = (picture: Document) =>
  Array.from(picture.querySelectorAll('g > path[d="M0 0H30"]'), (line) => [
    line.parentElement?.nextElementSibling?.textContent,
    line.getAttribute('stroke'),
  ]);

const ARMS = [
  ['A: batch normalization, learning rate 0.1', bn],
  ['B: plain, learning rate 0.1', plain],
];

test.each([
  'accuracy',
  'loss',
  'layers',
  'gradient',
  'depth',
  'unit',
  'stepsize',
  'landscape',
  'all',
] as const)('the picture of %s says which line is whose', async (what) => {
  const record = {
    ...fixtureRecord({ step: 60 }),
    stepSizes: [fixtureStepSizes(40)],
    ribbons: [fixtureRibbon(40)],
  };
  const config = fixtureConfig({});
  const view = createChartStore().getState();
  const picture = await documentOf(() => makePicture(what, { record, config, view, scheme: 'light' }, NOW));
  expect(legendOf(picture)).toEqual(ARMS);
});

test('the picture of a changed network says what it was and what it became', async () => {
  const record = fixtureRecord({ step: 60, changes: [{ kind: 'bn', step: 40, arm: 1, on: true }] });
  const source = { record, config: fixtureConfig({}), view: createChartStore().getState() };
  const picture = await documentOf(() => makePicture('accuracy', { ...source, scheme: 'light' }, NOW));
  expect(legendOf(picture)[1]).toEqual(['B: plain, learning rate 0.1, batch normalization from step 40', bn]);
});

test('the picture of a curve names the pinned runs behind it, and what bold and thin lines are', async () => {
  const ghosts = [fixtureGhost(1, { step: 40 }, 'batch 20')];
  const source = { record: fixtureRecord({ step: 60 }), config: fixtureConfig({}), ghosts };
  const view = createChartStore().getState();
  const picture = await documentOf(() => makePicture('loss', { ...source, view, scheme: 'light' }, NOW));
  expect(legendOf(picture).map(([text]) => text)).toEqual([
    ...ARMS.map(([text]) => text),
    'Run 1 (batch 20)',
  ]);
  expect(picture.documentElement.textContent).toContain('bold: test set · thin: training batches');
});

test('the picture of a ladder says which line is whose', async () => {
  const study = fixtureStudy(fixtureStudyConfig('ladder', [0.1, 1]), () => ({ accuracy: [[500, 0.95]] }));
  const picture = await documentOf(() => makeLadderPicture(study, 0.9, 'light', NOW));
  expect(legendOf(picture)).toEqual([
    ['A · Batch normalization', bn],
    ['B · Plain', plain],
  ]);
});

test('the picture of repeats says which line is whose', async () => {
  const study = repeats([reaching(200, 240), reaching(900, 1000)]);
  const view = createChartStore().getState().repeats;
  const picture = await documentOf(() => makeRepeatsPicture(study, view, 'light', NOW));
  expect(legendOf(picture)).toEqual(ARMS);
});
