import { describe, expect, it } from 'vitest';
import {
  changesUndone,
  presetChosen,
  runEnded,
  runStarted,
  trainerRestarted,
} from '../../../../src/page/store/actions.ts';
import type { PageState } from '../../../../src/page/store/page-state.ts';
import {
  allPinnedHidden,
  pinnedHidden,
  pinnedRemoved,
  pinnedRenamed,
  runPinned,
  selectPinning,
} from '../../../../src/page/store/pinned-actions.ts';
import { fixtureTelemetry } from '../../../fixtures/record.ts';
import { environment, pageAt, telemetryAt, withEvents } from '../samples.ts';

/** The page with a run that began at a minute of its own, and rests at a step. */
function rested(before: PageState, minute: number, step = 100): PageState {
  const startedAt = `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
  return withEvents(
    runStarted(before, minute, 'on'),
    { type: 'run-prepared', runId: minute, environment: { ...environment, startedAt } },
    { type: 'telemetry', runId: minute, telemetry: fixtureTelemetry({}, 0, step) },
    { type: 'run-state', runId: minute, state: 'paused', reason: null },
  );
}

const names = ({ pinned }: PageState) => pinned.map(({ name }) => name);

/** Three runs, pinned one after the other. */
const three = () => [1, 2, 3].reduce((before, minute) => runPinned(rested(before, minute)), pageAt());

describe('a run is pinned', () => {
  it('with all its tests and nothing that was seen inside', () => {
    const before = rested(pageAt(), 1);
    const { pinned } = runPinned(before);
    expect(before.run?.record?.snapshots.length).toBeGreaterThan(0);
    expect(pinned).toHaveLength(1);
    expect(pinned[0]).toMatchObject({ id: 1, name: 'Run 1', hidden: false });
    expect(pinned[0]?.record).toEqual({ ...before.run?.record, snapshots: [], stepSizes: [], ribbons: [] });
  });

  it('when it rests, is finished or has failed, and not while it trains or before its first step', () => {
    const at = (phase: NonNullable<PageState['run']>['phase']) => {
      const state = rested(pageAt(), 1);
      return selectPinning({ ...state, run: state.run && { ...state.run, phase } });
    };
    expect((['paused', 'finished', 'failed'] as const).map(at)).toEqual(['can', 'can', 'can']);
    for (const phase of ['preparing', 'training', 'testing', 'probing'] as const) {
      expect(at(phase)).toBe('in-training');
    }
    expect(selectPinning(pageAt())).toBe('no-run');
    const unstepped = rested(pageAt(), 1, 0);
    expect(selectPinning(unstepped)).toBe('no-run');
    expect(runPinned(unstepped)).toBe(unstepped);
  });

  it('once: again it takes its own place, with what it has trained since', () => {
    const once = pinnedRenamed(runPinned(rested(pageAt(), 1)), 1, 'first');
    expect(selectPinning(once)).toBe('is-pinned');
    expect(runPinned(once)).toBe(once);
    const later = withEvents(once, { type: 'telemetry', runId: 1, telemetry: telemetryAt(150) });
    expect(later.pinned[0]?.record.step).toBe(100);
    expect(selectPinning(later)).toBe('can-again');
    const again = runPinned(later);
    expect(again.pinned.map(({ name, record }) => [name, record.step])).toEqual([['first', 150]]);
    expect(selectPinning(again)).toBe('is-pinned');
  });

  it('and stays through resets, presets, new runs and new workers', () => {
    const state = runPinned(rested(pageAt(), 1));
    const after = [
      changesUndone(state),
      runEnded(state),
      presetChosen(state, 'no-drama'),
      rested(state, 2),
      trainerRestarted(state, true),
    ];
    for (const { pinned } of after) expect(pinned).toBe(state.pinned);
  });
});

describe('names of pinned runs', () => {
  it('count up, and a number is never given twice', () => {
    const removed = pinnedRemoved(three(), 3);
    expect(names(removed)).toEqual(['Run 1', 'Run 2']);
    expect(names(runPinned(rested(removed, 4)))).toEqual(['Run 1', 'Run 2', 'Run 4']);
  });

  it.each([
    ['  low rate ', 'low rate'],
    ['   ', 'Run 2'],
    ['x'.repeat(60), 'x'.repeat(40)],
    ['é👍'.repeat(30), 'é👍'.repeat(20)],
    ['Run 1', 'Run 1 (2)'],
    ['Run 2', 'Run 2'],
  ])('“%s” becomes “%s”', (text, name) => {
    expect(names(pinnedRenamed(three(), 2, text))).toEqual(['Run 1', name, 'Run 3']);
  });

  it('stay apart, as long as they may be', () => {
    const long = 'y'.repeat(40);
    const twice = pinnedRenamed(pinnedRenamed(three(), 1, long), 2, long);
    const thrice = pinnedRenamed(twice, 3, long);
    expect(names(thrice)).toEqual([long, `${'y'.repeat(36)} (2)`, `${'y'.repeat(36)} (3)`]);
    const taken = runPinned(rested(pinnedRenamed(three(), 1, 'Run 4'), 4));
    expect(names(taken)).toEqual(['Run 4', 'Run 2', 'Run 3', 'Run 4 (2)']);
  });
});

it('pinned runs are hidden and shown, one or all, and removed', () => {
  const hidden = (state: PageState) => state.pinned.flatMap((own) => (own.hidden ? [own.id] : []));
  const one = pinnedHidden(three(), 2);
  expect(hidden(one)).toEqual([2]);
  expect(hidden(pinnedHidden(one, 2))).toEqual([]);
  expect(hidden(allPinnedHidden(one, true))).toEqual([1, 2, 3]);
  expect(hidden(allPinnedHidden(one, false))).toEqual([]);
  expect(names(pinnedRemoved(one, 2))).toEqual(['Run 1', 'Run 3']);
});
