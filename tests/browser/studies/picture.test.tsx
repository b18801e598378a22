import { expect, test } from 'vitest';
import { makeLadderPicture } from '../../../src/page/ui/studies/ladder-picture.tsx';
import { fixtureStudy, fixtureStudyConfig } from '../../fixtures/study.ts';

test.each(['light', 'dark'] as const)('a ladder becomes a picture, on %s', async (scheme) => {
  const config = fixtureStudyConfig('ladder', [0.01, 0.1, 1]);
  const record = fixtureStudy(config, (row, column) =>
    row === 1 && column === 2
      ? { accuracy: [[100, 0.1]], divergedAt: 140 }
      : {
          accuracy: [
            [250, 0.3 + 0.2 * column],
            [500, 0.5 + 0.2 * column - 0.2 * row],
          ],
        },
  );
  const picture = await makeLadderPicture(record, 0.9, scheme, new Date(2026, 1, 3));
  expect(picture.type).toBe('image/png');
  const image = await createImageBitmap(picture);
  expect(image.width).toBe(2 * 1280);
  expect(image.height).toBeGreaterThan(2 * 500);
});
