import { describe, expect, test } from 'vitest';
import { disagreements } from '../../../bench/report/losses.ts';

const ours = { name: 'ours', losses: [2.61218, 2.3611] };
const peer = { name: 'peer', losses: [2.61219, 2.36109] };

describe('the check that everyone does the same work', () => {
  test('is content where losses differ by rounding only', () => {
    expect(disagreements([ours, peer])).toEqual([]);
    expect(disagreements([ours])).toEqual([]);
    expect(disagreements([])).toEqual([]);
  });

  test('names the one that differs from the others', () => {
    const idle = { name: 'idle', losses: [2.71909, 2.3611] };
    const [only, ...rest] = disagreements([idle, ours, peer]);
    expect(rest).toEqual([]);
    expect(only).toMatch(/^idle has other losses \(2\.7191, 2\.3611\)/);
    expect(only).toContain('ours 2.6122, 2.3611');
  });

  test('names both where two differ: either may be wrong', () => {
    const all = disagreements([ours, { name: 'idle', losses: [2.71909, 2.3611] }]);
    expect(all.map((text) => text.split(' ')[0])).toEqual(['ours', 'idle']);
  });

  test.each([
    ['no losses', []],
    ['an arm that is missing', [2.61218]],
    ['a loss that is no number', [2.61218, Number.NaN]],
  ])('names one with %s', (_, losses) => {
    const all = disagreements([ours, peer, { name: 'odd', losses }]);
    expect(all.map((text) => text.split(' ')[0])).toEqual(['odd']);
  });
});
