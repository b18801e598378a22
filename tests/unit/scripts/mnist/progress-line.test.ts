import { expect, test } from 'vitest';
import { progressLine } from '../../../../scripts/mnist/progress-line.ts';

function shown(isTTY: boolean, ...received: number[]): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const line = progressLine({ isTTY, write });
  for (const bytes of received) line.show(bytes, 11_594_722);
  line.end();
  return text;
}

test('moves on one line of a terminal, and only when there is something new', () => {
  expect(shown(true, 100_000, 100_001, 11_594_722)).toBe(
    '\rDownloading MNIST: 0.1 of 11.6 MB\rDownloading MNIST: 11.6 of 11.6 MB\n',
  );
});

test('is written to a file once', () => {
  expect(shown(false, 100_000, 5_000_000, 11_594_722)).toBe('Downloading MNIST: 11.6 MB\n');
});

test('leaves no empty line where nothing came', () => {
  expect(shown(true)).toBe('');
});
