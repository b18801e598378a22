import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../../../src/common/experiment/settings.ts';
import type { KeptOutcome } from '../../../../../src/page/store/kept-runs.ts';
import {
  armEndWords,
  canOpen,
  countWords,
  experimentWords,
  offerWords,
  outcomeWords,
  savedWords,
  settingsWords,
  spaceWords,
} from '../../../../../src/page/ui/kept/kept-words.ts';
import { keptRun, keptRuns } from '../../../../fixtures/kept-runs.ts';
import { pageAt, training } from '../../samples.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the room that runs take', () => {
  it('is told beside what the browser allows', () => {
    expect(countWords(1)).toBe('1 run');
    expect(plain(spaceWords(keptRuns([keptRun(1), keptRun(2)])))).toBe('2 runs · 38 MB of 2.1 GB');
  });

  it('is never less than the sizes of the runs, which the browser compresses', () => {
    const space = { used: 618_000, allowed: 11_000_000_000 };
    expect(plain(spaceWords(keptRuns([keptRun(1), keptRun(2)], { space })))).toBe('2 runs · 6.4 MB of 11 GB');
  });

  it('is what the runs take where the browser does not tell', () => {
    const words = spaceWords(keptRuns([keptRun(1), keptRun(2)], { space: null }));
    expect(plain(words)).toBe('2 runs · 6.4 MB · this browser does not say how much room there is');
  });
});

describe('a kept run in words', () => {
  it('is called by its experiment, and says where that was changed', () => {
    expect(experimentWords(keptRun(1).config)).toBe('Deep MLP');
    expect(experimentWords(keptRun(1, {}, { seed: 7, steps: 10 }).config)).toBe('Deep MLP');
    expect(experimentWords(keptRun(1, {}, { depth: 3 }).config)).toBe('Deep MLP, changed');
    expect(Object.values(SETTINGS.preset.values).every((words) => words.includes(' · '))).toBe(true);
  });

  it('tells its settings in short, data only where they are not MNIST', () => {
    expect(plain(settingsWords(keptRun(1).config))).toBe('10 × 100 Sigmoid · SGD · batch 100 · seed 1');
    const { config } = keptRun(1, {}, { kind: 'conv', optimizer: 'adam', data: 'generated', seed: 20260101 });
    expect(plain(settingsWords(config))).toBe(
      '2 blocks, 8 → 16 channels, Sigmoid · Adam · batch 100 · seed 20260101 · Generated digits',
    );
  });

  it.each<[KeptOutcome, string]>([
    ['unfinished', '1,240 of 2,000 steps · unfinished'],
    ['steps', '1,240 of 2,000 steps · finished'],
    ['target', '1,240 of 2,000 steps · reached its target'],
    ['all-diverged', '1,240 of 2,000 steps · all diverged'],
    ['viewed', '1,240 of 2,000 steps · from a file'],
  ])('of outcome %s says %s', (outcome, words) => {
    expect(outcomeWords(keptRun(1, { outcome }))).toBe(words);
  });

  it('says where it cannot go on though it is unfinished', () => {
    const words = outcomeWords(keptRun(1, { canGoOn: false }));
    expect(words).toBe('1,240 of 2,000 steps · unfinished, without its weights');
  });

  it('says of each arm what it came to', () => {
    expect(plain(armEndWords({ testAccuracy: 0.9642, divergedAt: null }))).toBe('96.4 %');
    expect(armEndWords({ testAccuracy: 0.9642, divergedAt: 1812 })).toBe('diverged at step 1,812');
    expect(armEndWords({ testAccuracy: null, divergedAt: null })).toBe('not tested');
  });

  it('is offered with how far it is, and since when', () => {
    const savedAt = new Date(2026, 10, 27, 21, 53).toISOString();
    const words = offerWords(keptRun(14, { savedAt }), new Date(2026, 10, 28, 9, 0));
    expect(words).toBe('Run 14 · Deep MLP · step 1,240 of 2,000 · yesterday, 21:53');
  });

  it('can be opened unless another tab has it, or nothing of it is left', () => {
    expect(canOpen(keptRun(1))).toBe(true);
    expect(canOpen(keptRun(1, { damage: 'It is cut off.' }))).toBe(true);
    expect(canOpen(keptRun(1, { elsewhere: true }))).toBe(false);
    expect(canOpen(keptRun(1, { damage: 'It cannot be read.', arms: [] }))).toBe(false);
  });
});

describe('when the present run was saved', () => {
  const savedAt = new Date(2026, 10, 28, 21, 53, 7).toISOString();

  it('is told once there is something to save', () => {
    const { run } = training();
    expect(savedWords({ run, kept: keptRuns([], { savedAt }) })).toBe('Saved at 21:53:07');
    expect(savedWords({ run, kept: keptRuns([]) })).toBe('Not saved yet');
    expect(savedWords({ run: null, kept: keptRuns([], { savedAt }) })).toBeNull();
    expect(savedWords(pageAt())).toBeNull();
  });

  it('is never where the browser keeps nothing', () => {
    const { run } = training();
    expect(savedWords({ run, kept: keptRuns([], { status: 'unavailable' }) })).toBe('Not saved');
    expect(savedWords({ run, kept: keptRuns([], { status: 'loading' }) })).toBeNull();
  });
});
