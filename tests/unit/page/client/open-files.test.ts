import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MOST_RUN_FILE_BYTES } from '../../../../src/common/experiment/read-run-file.ts';
import { buildRunFile } from '../../../../src/common/experiment/run-file.ts';
import { buildStudyFile } from '../../../../src/common/studies/study-file.ts';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { memoryRuns } from '../../../fixtures/keeping.ts';
import { smallStudy } from '../../../fixtures/small-study.ts';
import { soon } from '../../../fixtures/soon.ts';
import { mnist, runOf } from '../samples.ts';
import { keptPage, runToKeep } from './kept-set-up.ts';

const fileOf = (content: BlobPart, name: string) => new File([content], name);
const textOf = (key: string) => JSON.stringify(buildRunFile(runToKeep(key).record));
const runFile = (key: string, name = `${key}.json`) => fileOf(textOf(key), name);
/** A picture with settings, as `keptPage` reads one: `depth=4`. */
const picture = (name: string) => fileOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5), name);
const idx = (dimensions: 1 | 3, name: string) => fileOf(Uint8Array.of(0, 0, 8, dimensions), name);

async function pageWith(...keys: readonly string[]) {
  const page = await keptPage(
    memoryRuns(),
    keys.map((key) => runToKeep(key)),
  );
  const notice = () => page.store.getState().undoNotice;
  /** Opens files, and waits for the notice that says what was done. */
  const open = async (...files: readonly File[]) => {
    const before = notice()?.id;
    page.commands.openFiles(files);
    await soon(() => expect(notice()?.id ?? before).not.toBe(before));
    return [notice()?.text, ...(notice()?.details ?? [])];
  };
  /** Opens data, and has the worker answer. */
  const openData = async (files: readonly File[], answer: { name: string } | { message: string }) => {
    const before = page.sent('load-data').requestId;
    const opened = open(...files);
    await soon(() => expect(page.sent('load-data').requestId).not.toBe(before));
    const { requestId } = page.sent('load-data');
    if ('message' in answer) page.says({ type: 'data-failed', requestId, ...answer });
    else page.says({ type: 'data-ready', requestId, data: { ...mnist, source: 'files', ...answer } });
    return opened;
  };
  return { ...page, notice, open, openData };
}

describe('a run file', () => {
  it('becomes a past run that cannot go on, and Undo takes it away; the run in training stays', async () => {
    const { commands, listed, names, open, store, takeTypes, train } = await pageWith('a');
    train();
    const { key } = runOf(store.getState());
    expect(await open(runFile('b'))).toEqual(['Opened b.json as a past run.']);
    expect(listed().map(({ canGoOn, name, outcome }) => [name, outcome, canGoOn])).toContainEqual([
      'b',
      'viewed',
      false,
    ]);
    expect(store.getState().view).toBe('kept');
    commands.undoLast();
    await soon(() => expect(names()).not.toContain('b'));
    expect(store.getState()).toMatchObject({ view: 'run', run: { key, phase: 'training' } });
    expect(takeTypes()).toEqual([]);
  });

  it('is told by its content: other names, a byte-order mark, UTF-16', async () => {
    const { names, open } = await pageWith();
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${textOf('c')}`, 'utf16le'));
    await open(fileOf(`\ufeff${textOf('b')}`, 'train-images-idx3-ubyte'), fileOf(utf16, 'c.txt'));
    expect(names()).toEqual(['c.txt', 'train-images-idx3-ubyte']);
  });

  it('is taken in once, and files of one name are told apart', async () => {
    const { names, open } = await pageWith('a');
    expect(
      await open(
        runFile('b', 'run.json'),
        runFile('c', 'run.json'),
        runFile('b', 'again.json'),
        runFile('a'),
      ),
    ).toEqual([
      'Opened 2 files.',
      'Opened run.json as a past run.',
      'Opened run.json (2) as a past run.',
      'again.json: this run is here already, as run.',
      'a.json: this run is here already, as Run a.',
    ]);
    expect(names()).toEqual(['Run a', 'run', 'run.json (2)']);
  });

  it('brings its studies, which are shown; Undo takes them away', async () => {
    const { commands, names, open, store, studies } = await pageWith();
    const [ladder, repeats] = [smallStudy('ladder'), smallStudy('repeats')].map(buildStudyFile);
    const { record } = runToKeep('b');
    const file = fileOf(JSON.stringify(buildRunFile(record, { ladder, repeats })), 'b.json');
    expect(await open(file)).toEqual([
      'Opened b.json as a past run, with its learning-rate sweep and results over seeds.',
    ]);
    const shown = () => store.getState().studies;
    expect(shown().ladder?.record?.members[0]?.testAccuracy.length).toBe(2);
    expect(shown().repeats?.record?.config).toEqual(smallStudy('repeats').config);
    expect(await open(file)).toEqual([
      'Nothing was opened.',
      'b.json: this run is here already, as b.',
      'b.json: its learning-rate sweep is here already.',
      'b.json: its results over seeds are here already.',
    ]);
    commands.dismissUndo();
    const alone = fileOf(JSON.stringify({ ...buildRunFile(runToKeep('c').record), ladder }), 'c.json');
    commands.clearStudy('ladder');
    await soon(() => expect([...studies.kept.keys()]).toHaveLength(1));
    expect(await open(alone)).toEqual(['Opened c.json as a past run, with its learning-rate sweep.']);
    commands.undoLast();
    await soon(() =>
      expect([names(), [...studies.kept.keys()].length, shown().ladder]).toEqual([['b'], 1, null]),
    );
  });
});

describe('a picture of ours', () => {
  it('brings its settings, and Undo puts back those of before; the run in training stays', async () => {
    const { commands, open, store, takeTypes, train } = await pageWith();
    train();
    commands.changeSettings({ depth: 7, seed: 5 });
    const before = store.getState();
    expect(await open(picture('figure.png'))).toEqual([
      'Settings taken from figure.png. They apply to the next run.',
    ]);
    expect(store.getState().asked).toMatchObject({ depth: 4, seed: 1 });
    commands.undoLast();
    const { asked, askedKeys, run, studySettings } = store.getState();
    expect([asked, askedKeys, run, studySettings]).toEqual([
      before.asked,
      before.askedKeys,
      before.run,
      before.studySettings,
    ]);
    expect(takeTypes()).toEqual([]);
  });

  it('cannot be undone any more once its settings were edited', async () => {
    const { commands, notice, open, store } = await pageWith();
    await open(picture('figure.png'));
    commands.changeSettings({ depth: 9 });
    expect(notice()).toBeNull();
    commands.undoLast();
    expect(store.getState().asked.depth).toBe(9);
  });

  it('counts once where there are several', async () => {
    const { open } = await pageWith();
    expect(await open(picture('a.png'), picture('b.png'))).toEqual([
      'Settings taken from a.png.',
      'b.png: the settings are already those of a.png.',
    ]);
  });
});

describe('files of data', () => {
  const files = [idx(3, 'images'), fileOf(gzipSync(Buffer.of(0, 0, 8, 1, 0)), 'labels.gz')];

  it('are loaded together, and Undo brings back the data of before', async () => {
    const { commands, makeReady, openData, sent, store } = await pageWith();
    makeReady();
    expect(await openData(files, { name: 'images (600 + 100)' })).toEqual([
      'Loaded your data: images (600 + 100).',
    ]);
    expect(sent('load-data')).toMatchObject({ data: 'files', files });
    commands.undoLast();
    expect(sent('load-data')).toMatchObject({ data: 'mnist' });
    expect(store.getState().asked.data).toBe('mnist');
  });

  it('that cannot be used say why, and nothing is to be undone', async () => {
    const { makeReady, notice, openData } = await pageWith();
    makeReady();
    expect(await openData(files, { message: 'labels.gz is cut short.' })).toEqual([
      'Nothing was opened.',
      'labels.gz is cut short.',
    ]);
    expect(notice()?.undo).toBeNull();
  });

  it('packed twice go to their reader too, which unzips twice', async () => {
    const { makeReady, openData, sent } = await pageWith();
    makeReady();
    const twice = [files[0] as File, fileOf(gzipSync(gzipSync(Buffer.of(0, 0, 8, 1))), 'labels.gz.gz')];
    await openData(twice, { name: 'x' });
    expect(sent('load-data').files).toEqual(twice);
  });
});

describe('anything else', () => {
  it('is named, with what it is and what to do; what is beside it is opened', async () => {
    const { open } = await pageWith();
    const huge = runFile('c', 'huge.json');
    Object.defineProperty(huge, 'size', { value: MOST_RUN_FILE_BYTES + 1 });
    const [text, ...details] = await open(
      fileOf('PK\x03\x04 and more', 'mnist.zip'),
      runFile('b'),
      fileOf('{', 'half.json'),
      huge,
    );
    expect([text, details]).toEqual([
      'Opened b.json as a past run.',
      [
        expect.stringMatching(/^half\.json: This is no Normscope run file/),
        expect.stringMatching(/^huge\.json: The file is too large/),
        'mnist.zip: it is a ZIP archive. Unpack it and choose the files inside.',
      ],
    ]);
  });

  it('is counted where there is much of it, and left alone in a folder that holds what is wanted', async () => {
    const { open } = await pageWith();
    const many = Array.from({ length: 9 }, (_, index) => fileOf('words', `${index}.txt`));
    const said = await open(...many);
    expect([said.length, said.at(-1)]).toEqual([6, '...and 5 more.']);
    expect(await open(fileOf('words', 'folder/README'), runFile('b', 'folder/b.json'))).toEqual([
      'Opened folder/b.json as a past run.',
    ]);
  });

  it('that the browser cannot read says so', async () => {
    const { open } = await pageWith();
    const gone = fileOf('x', 'gone.json');
    gone.slice = () =>
      Object.assign(new Blob(), {
        arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
      });
    expect(await open(gone)).toEqual([
      'Nothing was opened.',
      'gone.json: the browser could not read it. Choose it again.',
    ]);
  });

  it('for which the store has no room changes nothing, and it is said', async () => {
    const { names, open, refuse } = await pageWith('a');
    refuse(new StoreProblem('full', 'There is no room left.'));
    expect(await open(runFile('b'))).toEqual(['Nothing was opened.', 'b.json: There is no room left.']);
    expect(names()).toEqual(['Run a']);
  });
});
