import { expect, test } from 'vitest';
import { tableText } from '../../../bench/report/table.ts';

test('words stand to the left, numbers to the right, and what is not known is a dash', () => {
  const text = tableText({
    title: 'Some speeds',
    columns: [
      { key: 'name', label: 'name' },
      { key: 'speed', label: 'steps/s' },
      { key: 'draws', label: 'draws' },
    ],
    rows: [
      { name: 'ours', speed: 12.3456, draws: 89 },
      { name: 'another one', speed: 1460.4, draws: null },
      { name: 'none', speed: Number.NaN },
      { name: 'slow', speed: 0.256 },
    ],
  });
  expect(text.split('\n')).toEqual([
    'Some speeds',
    'name         steps/s  draws',
    '-----------  -------  -----',
    'ours            12.3     89',
    'another one    1,460      -',
    'none             NaN      -',
    'slow            0.26      -',
  ]);
});
