import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { buildRunFile } from '../../src/common/experiment/run-file.ts';
import { buildStudyFile } from '../../src/common/studies/study-file.ts';
import { fixtureRecord } from '../fixtures/record.ts';
import { fixtureStudy, fixtureStudyConfig } from '../fixtures/study.ts';
import { imagesFile, labelsFile } from './digit-files.ts';
import { lastAction, pastRuns } from './kept-page.ts';
import { ENDLESS, openReady, SMALL, start, stepsDone, test, untilNumber, untilPast } from './watched-page.ts';

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
  await expect(lastAction(page)).toContainText('holiday.jpg: it is a text file.');
  await expect(page.getByRole('alert')).toContainText('You chose 1 file.');
  await expect(page.getByRole('region', { name: 'Run' })).toContainText(/You chose 1 file.*stays in use/);
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

test('files are opened by what they are, wherever they are dropped or pasted, and that can be undone; the run trains on', async ({
  watched: page,
}) => {
  const study = fixtureStudy(fixtureStudyConfig('ladder', [0.1, 1], { steps: 3 }), () => ({
    accuracy: [[3, 0.9]],
  }));
  const run = JSON.stringify(buildRunFile(fixtureRecord({ step: 40 }), { ladder: buildStudyFile(study) }));
  await openReady(page, `${ENDLESS}&data=generated`);
  await start(page);
  const give = (type: 'dragover' | 'drop' | 'paste', files: Readonly<Record<string, string>>) =>
    page.evaluate(
      ([event, contents]) => {
        const transfer = new DataTransfer();
        for (const [name, text] of Object.entries(contents)) transfer.items.add(new File([text], name));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          event === 'paste'
            ? new ClipboardEvent(event, { ...options, clipboardData: transfer })
            : new DragEvent(event, { ...options, dataTransfer: transfer }),
        );
      },
      [type, files] as const,
    );
  const files = { 'train-images-idx3-ubyte': `\ufeff${run}`, 'mnist.zip': 'PK\x03\x04 and so on' };
  await give('dragover', files);
  await expect(page.getByText('Drop a run file')).toBeVisible();
  await give('drop', files);
  await expect(page.getByText('Drop a run file')).toBeHidden();
  await expect(lastAction(page)).toContainText(
    'Opened train-images-idx3-ubyte as a past run, with its learning-rate sweep.',
  );
  await expect(lastAction(page)).toContainText('mnist.zip: it is a ZIP archive. Unpack it');
  await expect(pastRuns(page)).toHaveCount(2);
  await page.getByRole('tab', { name: 'Learning-rate ladder' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Largest usable rate');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('tab', { name: 'One run' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Past runs' }).click();
  await expect(pastRuns(page)).toHaveCount(1);
  await give('paste', { 'notes.txt': 'words' });
  await expect(lastAction(page)).toContainText('notes.txt: it is a text file.');
  const steps = await stepsDone(page);
  await untilPast(page, steps);
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
