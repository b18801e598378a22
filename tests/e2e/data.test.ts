import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { imagesFile, labelsFile } from './digit-files.ts';
import { ENDLESS, openReady, SMALL, start, stepsDone, test, untilNumber } from './watched-page.ts';

/** A file as `setInputFiles` takes it. */
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

const grayImages = (count: number) => imagesFile(new Uint8Array(784 * count).fill(90));
const labels = (count: number) => labelsFile(Uint8Array.from({ length: count }, (_, index) => index % 10));

test('files that cannot be used are named, and the data in use stay; a pair of IDX files is trained on', async ({
  watched: page,
}) => {
  await openReady(page, SMALL);
  const chooser = page.getByLabel('IDX files', { exact: true });
  await page.getByLabel('Train on').selectOption('My files');
  await chooser.setInputFiles([
    file('holiday.jpg', Buffer.from('not digits at all')),
    file('labels', labels(100)),
  ]);
  await expect(page.getByRole('alert')).toContainText('holiday.jpg');
  await expect(page.getByRole('region', { name: 'Run' })).toContainText(/holiday\.jpg.*stays in use/);
  await expect(page.getByLabel('Train on')).toHaveValue('mnist');
  await page.getByRole('button', { name: 'Step' }).click();
  await untilNumber(() => stepsDone(page)).toBe(1);
  await page.getByRole('button', { name: 'Reset' }).click();
  await untilNumber(() => stepsDone(page)).toBe(0);

  await page.getByLabel('Train on').selectOption('My files');
  await chooser.setInputFiles([
    file('my-images.gz', gzipSync(grayImages(700))),
    file('my-labels.gz', gzipSync(labels(700))),
  ]);
  await expect(page.getByLabel('Train on')).toHaveValue('files');
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('600');
  await page.getByRole('button', { name: 'Step' }).click();
  await untilNumber(() => stepsDone(page)).toBe(1);
});

test('files can be dropped anywhere on the page', async ({ watched: page }) => {
  await openReady(page, SMALL);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['nothing'], 'dropped.txt'));
    return transfer;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop IDX files to train on them')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(page.getByText('Drop IDX files to train on them')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Run' })).toContainText('stays in use');
});

test('other data than the generated digits wait for a new run, and the page says which are in the run', async ({
  watched: page,
}) => {
  await openReady(page, `${ENDLESS}&data=generated`);
  await start(page);
  await page.getByLabel('Train on').selectOption('My files');
  await page
    .getByLabel('IDX files', { exact: true })
    .setInputFiles([file('a', grayImages(700)), file('b', labels(700))]);
  await expect(page.getByRole('region', { name: 'Changed settings' })).toContainText(
    'Data Generated digits → My files',
  );
  await expect(page.getByText(/The run that exists goes on with Generated digits/)).toBeVisible();
});
