import { expect, it } from 'vitest';
import { createRng, shuffled } from '../../../../src/common/lib/rng.ts';
import { IMAGE_PIXELS, imagesAt } from '../../../../src/training/data/dataset.ts';
import { inTestOrder } from '../../../../src/training/data/test-order.ts';
import { tinySet } from '../../../checks/tiny-problem.ts';

it('is the same for every order of the file, each image with its label', () => {
  const set = tinySet(300, 4);
  const order = inTestOrder(set);
  const other = inTestOrder(imagesAt(set, shuffled(300, createRng(1, 'any'))));
  expect(other).toEqual(order);
  const pairs = ({ images, labels }: typeof set) =>
    Array.from(labels, (label, place) => [
      label,
      images.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS).join(),
    ]).toSorted();
  expect(pairs(order)).toEqual(pairs(set));
});

it('mixes the labels of a sorted set, so that each tenth of it has about all of them', () => {
  const set = tinySet(1000, 4);
  const places = Array.from(set.labels, (_, place) => place);
  const sorted = imagesAt(
    set,
    places.toSorted((one, other) => Number(set.labels[one]) - Number(set.labels[other])),
  );
  const { labels } = inTestOrder(sorted);
  for (let pass = 0; pass < 10; pass++) {
    expect(new Set(labels.subarray(100 * pass, 100 * pass + 100)).size).toBe(new Set(set.labels).size);
  }
});

it('keeps equal images with other labels in one order, and is found once', () => {
  const one = { ...tinySet(2, 1), labels: Uint8Array.of(3, 5) };
  one.images.copyWithin(IMAGE_PIXELS, 0, IMAGE_PIXELS);
  expect(inTestOrder(imagesAt(one, [1, 0])).labels).toEqual(inTestOrder(one).labels);
  expect(inTestOrder(one)).toBe(inTestOrder(one));
});
