import { expect, test } from 'vitest';
import { shape } from '../../../../../src/training/data/generated/shape.ts';

test('a shape reads as strokes of points, corners marked', () => {
  expect(shape(2, '10 8, 90 5!', '1 2,3 4')).toEqual({
    weight: 2,
    strokes: [
      [
        { x: 10, y: 8, corner: false },
        { x: 90, y: 5, corner: true },
      ],
      [
        { x: 1, y: 2, corner: false },
        { x: 3, y: 4, corner: false },
      ],
    ],
  });
});

test('a point that is not two numbers is refused', () => {
  expect(() => shape(1, '10 8, 90')).toThrow(/control point reads " 90"/);
  expect(() => shape(1, '10 up')).toThrow(/control point/);
});
