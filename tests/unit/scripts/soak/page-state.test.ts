import { expect, it } from 'vitest';
import { type PageTexts, pageState } from '../../../../scripts/soak/page-state.ts';

const texts: PageTexts = {
  run: 'PauseStepResetstep 12,340 of 100,000epoch 20.6 · 2 min 10 s',
  words: '',
  alert: null,
  backend: 'WebAssembly · 79 steps/s',
  looks: '412 looks inside the layers kept, 68 of 96 MB; of a long run they are thinned out',
  tensors: '1,234',
  deviceBytes: '5678900',
};

it('what the page says is read as numbers', () => {
  expect(pageState(texts)).toEqual({
    step: 12_340,
    words: '',
    isFinished: false,
    failure: null,
    backend: 'WebAssembly',
    looksBytes: 68 * 2 ** 20,
    tensors: 1234,
    deviceBytes: 5_678_900,
  });
});

it('what the page does not say is null', () => {
  const silent = { ...texts, run: '', looks: 'Press Start', tensors: null, deviceBytes: '' };
  expect(pageState(silent)).toMatchObject({ step: null, looksBytes: null, tensors: null, deviceBytes: null });
});

it('a run that is over, and one that failed, are told by the page’s words', () => {
  expect(pageState({ ...texts, words: 'Finished: 3,000 steps are done.' }).isFinished).toBe(true);
  expect(pageState({ ...texts, alert: 'Training has stopped' }).failure).toBe('Training has stopped');
});
