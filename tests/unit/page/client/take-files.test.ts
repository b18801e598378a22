import { expect, it } from 'vitest';
import { MOST_RUN_FILE_BYTES } from '../../../../src/common/experiment/read-run-file.ts';
import { buildRunFile } from '../../../../src/common/experiment/run-file.ts';
import { takeFile } from '../../../../src/page/client/take-files.ts';
import { fixtureRecord } from '../../../fixtures/record.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const fromPicture = () => ({ query: 'depth=3' });
const noPicture = () => {
  throw new Error('This is no picture.');
};

it('a run file brings its run, named as the file', async () => {
  const text = JSON.stringify(buildRunFile(fixtureRecord({ step: 40 })));
  const taken = await takeFile(new File([text], 'mine.json'), noPicture);
  expect(taken).toMatchObject({ kind: 'run', name: 'mine', record: { step: 40 } });
});

it('a picture is told by its bytes, whatever it is called, and brings its settings or says why not', async () => {
  const file = new File([PNG], 'run.json');
  expect(await takeFile(file, fromPicture)).toEqual({ kind: 'settings', query: 'depth=3' });
  const refused = await takeFile(file, () => ({ error: 'It holds no settings.' }));
  expect(refused).toEqual({ kind: 'nothing', problem: 'It holds no settings.' });
});

it('anything else is refused in a sentence; what is too large is not even read', async () => {
  const bytes = () => Promise.reject(new Error('read all the same'));
  const large = { name: 'large.json', size: MOST_RUN_FILE_BYTES + 1, arrayBuffer: bytes };
  expect(await takeFile(large, noPicture)).toMatchObject({ problem: expect.stringContaining('too large') });
  const gone = { name: 'gone.json', size: 10, arrayBuffer: bytes };
  expect(await takeFile(gone, noPicture)).toMatchObject({
    problem: expect.stringContaining('could not read'),
  });
  const words = await takeFile(new File(['hello'], 'a.txt'), noPicture);
  expect(words).toMatchObject({ kind: 'nothing', problem: expect.stringContaining('no Normscope run file') });
});
