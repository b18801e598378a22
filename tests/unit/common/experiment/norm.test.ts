import { expect, test } from 'vitest';
import { keepsBias, type Norm, normOf } from '../../../../src/common/experiment/norm.ts';

test.each<[Partial<Norm>, boolean]>([
  [{}, false],
  [{ kind: 'noisy' }, false],
  [{ through: false }, false],
  [{ scale: false, affine: false }, false],
  [{ centre: false }, true],
  [{ place: 'after' }, true],
  [{ kind: 'noisy', place: 'after' }, true],
  [{ kind: 'layer' }, true],
])('a layer normalized with %o has a bias: %s', (norm, has) => {
  expect(keepsBias(normOf({ norm }))).toBe(has);
});
