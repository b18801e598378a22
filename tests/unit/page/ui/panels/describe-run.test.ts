import { describe, expect, it } from 'vitest';
import { backendRequested, dataRequested, runStarted } from '../../../../../src/page/store/actions.ts';
import { describeRun } from '../../../../../src/page/ui/panels/describe-run.ts';
import { mnist, pageAt, wasm, withEvents } from '../../samples.ts';

const ready = withEvents(
  backendRequested(dataRequested(pageAt(), 1, 'mnist'), 2, 'auto'),
  { type: 'data-ready', requestId: 1, data: mnist },
  { type: 'backend-ready', requestId: 2, backend: wasm },
);
const preparing = runStarted(ready, 7, 'on');

describe('the state of a run in words', () => {
  it('says how far the programs for the GPU have come', () => {
    expect(describeRun(preparing)).toBe('Getting the networks ready …');
    const news = (runId: number, done: number) => ({ type: 'run-progress', runId, done, total: 31 }) as const;
    const compiling = withEvents(preparing, news(7, 4), news(7, 12), news(6, 30));
    expect(describeRun(compiling)).toBe('Compiling programs for the GPU: 12 of 31 …');
  });

  it('says nothing while a run simply trains', () => {
    const training = withEvents(preparing, {
      type: 'run-state',
      runId: 7,
      state: 'training',
      reason: null,
    });
    expect(describeRun(training)).toBeNull();
  });
});
