import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatLink, parseLink } from '../../../../src/common/experiment/link.ts';
import { settingsChanged, trainerRestarted } from '../../../../src/page/store/actions.ts';
import { followSettings } from '../../../../src/page/store/link-sync.ts';
import { initialState } from '../../../../src/page/store/page-state.ts';
import { createPageStore } from '../../../../src/page/store/page-store.ts';
import { pageAt } from '../samples.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the link', () => {
  it('is written once after several changes, and opens the same settings', () => {
    const store = createPageStore(pageAt('preset=too-fast&arms=bn:0.5,plain:0.25,bn:2'));
    const write = vi.fn<(query: string) => void>();
    followSettings(store, write);
    for (const depth of [9, 8, 7]) store.setState((state) => settingsChanged(state, { depth }));
    expect(write).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(write).toHaveBeenCalledOnce();
    const query = write.mock.calls[0]?.[0] ?? '';
    const opened = initialState(parseLink(new URLSearchParams(query)));
    expect(opened.linkProblems).toEqual([]);
    expect(opened.asked).toEqual(store.getState().asked);
  });

  it('is left alone by whatever is no setting', () => {
    const store = createPageStore(pageAt());
    const write = vi.fn<(query: string) => void>();
    followSettings(store, write);
    store.setState((state) => trainerRestarted(state, false));
    vi.runAllTimers();
    expect(write).not.toHaveBeenCalled();
  });

  it('is not written any more once following has ended', () => {
    const store = createPageStore(pageAt());
    const write = vi.fn<(query: string) => void>();
    const end = followSettings(store, write);
    store.setState((state) => settingsChanged(state, { depth: 3 }));
    end();
    vi.runAllTimers();
    expect(write).not.toHaveBeenCalled();
  });

  it('cannot carry files: MNIST stands in, and a notice says so', () => {
    const state = pageAt(formatLink({ ...pageAt().asked, data: 'files' }));
    expect(state.asked.data).toBe('mnist');
    expect(state.linkProblems).toHaveLength(1);
  });

  it('names what cannot be used', () => {
    const state = pageAt('depth=99&colour=red');
    expect(state.linkProblems.join(' ')).toMatch(/depth.*99.*colour/);
    expect(state.asked.depth).toBe(10);
  });
});
