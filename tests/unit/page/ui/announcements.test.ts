import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judgeRepeats } from '../../../../src/common/studies/repeats-verdict.ts';
import { runEnded, runStarted, runWanted } from '../../../../src/page/store/actions.ts';
import type { PageState } from '../../../../src/page/store/page-state.ts';
import type { StudyState } from '../../../../src/page/store/study-state.ts';
import { createAnnouncer, newsOf, SAID_EVERY_MS } from '../../../../src/page/ui/announcements.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';
import { environment, pageAt, telemetryAt, training, withEvents } from '../samples.ts';

const told = (before: PageState, now: PageState) => [...newsOf(before, now).values()];
const at = (state: PageState, step: number, more = {}) =>
  withEvents(state, { type: 'telemetry', runId: 7, telemetry: telemetryAt(step, more) });

describe('what is told', () => {
  it('is that a run has started, paused, finished or is gone', () => {
    const on = training(10);
    expect(told(pageAt(), runStarted(pageAt(), 7, 'on'))).toEqual(['Training.']);
    expect(told(on, runWanted(on, 'paused'))).toEqual([]);
    const pausing = runWanted(on, 'paused');
    const paused = withEvents(pausing, { type: 'run-state', runId: 7, state: 'paused', reason: null });
    expect(told(pausing, paused)).toEqual(['Paused.']);
    const over = withEvents(on, { type: 'run-state', runId: 7, state: 'finished', reason: 'all-diverged' });
    expect(told(on, over)).toEqual([expect.stringMatching(/^Finished at step 10: no network is left/)]);
    expect(told(on, runEnded(on))).toEqual(['No run.']);
  });

  it('is never how far it is', () => {
    const on = training(10);
    expect(told(on, at(on, 11))).toEqual([]);
    const begun = runStarted(pageAt(), 7, 'on');
    expect(told(begun, withEvents(begun, { type: 'run-prepared', runId: 7, environment }))).toEqual([]);
  });

  it('is which network has diverged, once', () => {
    const on = training(10);
    const diverged = at(on, 12, { divergences: [{ arm: 1, step: 12 }] });
    expect(told(on, diverged)).toEqual(['Network B diverged at step 12.']);
    expect(told(diverged, at(diverged, 13))).toEqual([]);
  });
});

describe('what is told of seeds', () => {
  it('is the verdict, once they are all measured', () => {
    const record = fixtureStudy(fixtureStudyConfig('repeats', [1, 2, 3]), (row) => ({
      accuracy: [[500, row === 0 ? 0.95 : 0.5]],
    }));
    const study = (phase: StudyState['phase'], wants: StudyState['wants']): PageState => ({
      ...pageAt(),
      studies: {
        ladder: null,
        repeats: {
          id: 1,
          key: 'repeats-1',
          phase,
          wants,
          compiled: null,
          message: null,
          config: record.config,
          checkpoint: null,
          savedAt: null,
          record,
        },
      },
    });
    const [words, ...others] = told(study('training', 'on'), study('finished', 'paused'));
    expect(words?.endsWith(judgeRepeats(record).headline)).toBe(true);
    expect(others).toEqual([]);
  });
});

describe('the announcer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('speaks at once, then at most once in five seconds, and says the newest of each', () => {
    const said: string[] = [];
    const { note } = createAnnouncer((words) => void said.push(words));
    note(new Map([['run', 'Training.']]));
    vi.advanceTimersByTime(0);
    expect(said).toEqual(['Training.']);
    note(new Map([['run', 'Paused.']]));
    note(new Map([['arm 1', 'B diverged.']]));
    vi.advanceTimersByTime(SAID_EVERY_MS / 2);
    note(new Map([['run', 'Training.']]));
    vi.advanceTimersByTime(SAID_EVERY_MS / 2 - 1);
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(said.slice(1)).toEqual(['Training. B diverged.']);
    note(new Map());
    vi.advanceTimersByTime(10 * SAID_EVERY_MS);
    expect(said).toHaveLength(2);
  });
});
