import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { openReady, SMALL, stepsDone, test } from './watched-page.ts';

/** A file as `setInputFiles` takes it. */
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

function idxImages(count: number): Buffer {
  const header = Buffer.alloc(16);
  for (const [index, value] of [0x803, count, 28, 28].entries()) header.writeUInt32BE(value, 4 * index);
  return Buffer.concat([header, Buffer.alloc(784 * count, 90)]);
}

function idxLabels(count: number): Buffer {
  const header = Buffer.alloc(8);
  for (const [index, value] of [0x801, count].entries()) header.writeUInt32BE(value, 4 * index);
  return Buffer.concat([header, Buffer.from(Array.from({ length: count }, (_, index) => index % 10))]);
}

test('files that cannot be used are named, and the data in use stay', async ({ watched: page }) => {
  await openReady(page, SMALL);
  await page.getByLabel('Train on').selectOption('My files');
  await page
    .getByLabel('IDX files', { exact: true })
    .setInputFiles([file('holiday.jpg', Buffer.from('not digits at all')), file('labels', idxLabels(100))]);
  await expect(page.getByRole('alert')).toContainText('holiday.jpg');
  await expect(page.getByRole('region', { name: 'Run' })).toContainText(/holiday\.jpg.*stays in use/);
  await expect(page.getByLabel('Train on')).toHaveValue('generated');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect.poll(() => stepsDone(page)).toBe(1);
});

test('a pair of IDX files is trained on', async ({ watched: page }) => {
  await openReady(page, SMALL);
  await page.getByLabel('Train on').selectOption('My files');
  await page
    .getByLabel('IDX files', { exact: true })
    .setInputFiles([
      file('my-images.gz', gzipSync(idxImages(700))),
      file('my-labels.gz', gzipSync(idxLabels(700))),
    ]);
  await expect(page.getByLabel('Train on')).toHaveValue('files');
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('600');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect.poll(() => stepsDone(page)).toBe(1);
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

test('other data wait for a new run, and the page says which are in the run', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&steps=100000`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(0);
  await page.getByLabel('Train on').selectOption('My files');
  await page
    .getByLabel('IDX files', { exact: true })
    .setInputFiles([file('a', idxImages(700)), file('b', idxLabels(700))]);
  await expect(page.getByRole('region', { name: 'Changed settings' })).toContainText(
    'Data Generated digits → My files',
  );
  await expect(page.getByText(/The run that exists goes on with Generated digits/)).toBeVisible();
});
