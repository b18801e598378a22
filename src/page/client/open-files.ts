import { joined } from '../../common/lib/format.ts';
import type { ChosenFile } from '../../common/protocol/commands.ts';
import type { PageState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import { chosenKind } from './chosen-kind.ts';
import type { RunImport } from './import-runs.ts';
import type { TakenFile } from './take-files.ts';
import { toldApart } from './told-apart.ts';
import type { UndoOffer } from './undo-commands.ts';

export interface OpenFilesHost {
  /** Reads a run file or a picture. */
  take(file: File): Promise<TakenFile>;
  /** Takes in what a run file brought. */
  importRun(file: string, taken: TakenFile & { kind: 'run' }): Promise<RunImport>;
  /** Takes the settings of a link, as `experiment/link.ts` reads it. @returns what puts them back */
  takeSettings(query: string): () => void;
  /** Loads a person's own data. @returns what brings back those of before */
  loadFiles(files: readonly ChosenFile[]): () => void;
  offer(offer: UndoOffer): void;
}

/** What came of one file, or of all files of data. */
interface Outcome {
  /** What was done, a sentence; null for nothing. */
  readonly done: string | null;
  readonly problems: readonly string[];
  readonly undo?: () => void;
  /** Whether undoing still fits the page. */
  fits?(state: PageState): boolean;
}

/** So many files are looked at, at most: somebody may drop a whole disk. */
const MOST_FILES = 200;
/** So many problems are told, and the others counted. */
const MOST_TOLD = 4;

/**
 * Opens files, wherever on the page they were dropped, chosen or pasted: what each is its content decides. Then a notice says what was done,
 * with a way back. The run on the page stays.
 */
export function createOpenFiles(store: PageStore, host: OpenFilesHost) {
  async function open(files: readonly File[]): Promise<void> {
    const named = toldApart(files.slice(0, MOST_FILES));
    const kinds = await Promise.all(named.map(chosenKind));
    const of = (kind: string) => named.filter((_, index) => kinds[index] === kind);
    const unknown = named.flatMap((file, index) => {
      const kind = kinds[index];
      return typeof kind === 'object' ? [{ file, problem: `${file.name}: ${kind.problem}` }] : [];
    });
    const outcomes: Outcome[] = [];
    for (const file of of('run')) outcomes.push(await openRun(file));
    outcomes.push(...(await openPictures(of('picture'))));
    if (of('data').length > 0) outcomes.push(await openData(of('data')));
    const known = outcomes.some(({ done }) => done !== null);
    // In a folder that holds what is wanted, other files are to be expected.
    const named0 = unknown.filter(({ file }) => !known || !file.name.includes('/'));
    const left = files.length - named.length;
    offer(outcomes, [
      ...named0.map(({ problem }) => problem),
      ...(left > 0 ? [`Only the first ${MOST_FILES} files were looked at, ${left} were not.`] : []),
    ]);
  }

  async function openRun(file: File): Promise<Outcome> {
    const taken = await host.take(file);
    if (taken.kind !== 'run') return problemOf(file, taken);
    return host.importRun(file.name, taken);
  }

  async function openPictures(files: readonly File[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    let from: string | null = null;
    for (const file of files) {
      const taken = await host.take(file);
      if (taken.kind !== 'settings') outcomes.push(problemOf(file, taken));
      else if (from === null) {
        from = file.name;
        outcomes.push(settingsFrom(file.name, taken.query));
      } else
        outcomes.push({ done: null, problems: [`${file.name}: the settings are already those of ${from}.`] });
    }
    return outcomes;
  }

  function settingsFrom(name: string, query: string): Outcome {
    const undo = host.takeSettings(query);
    const taken = settingsOf(store.getState());
    const { linkProblems, run } = store.getState();
    const note = run === null ? '' : ' They apply to the next run.';
    return {
      done: `Settings taken from ${name}.${note}`,
      problems: linkProblems.map((problem) => `${name}: ${problem}`),
      undo,
      fits: (state) => settingsOf(state) === taken,
    };
  }

  async function openData(files: readonly File[]): Promise<Outcome> {
    const undo = host.loadFiles(files);
    const { inUse, message, status } = await loaded();
    if (status !== 'ready' || inUse === null)
      return { done: null, problems: [message ?? `${joined(files.map(({ name }) => name))}: not loaded.`] };
    const note = store.getState().run === null ? '' : ' They are used from the next run on.';
    return {
      done: `Loaded your data: ${inUse.name}.${note}`,
      problems: [],
      undo,
      fits: ({ data }) => data.inUse === inUse,
    };
  }

  /** The data, once what was asked for is there, or has failed. */
  const loaded = (): Promise<PageState['data']> =>
    new Promise((resolve) => {
      const { requestId } = store.getState().data;
      const look = ({ data }: PageState) => {
        if (data.requestId === requestId && data.status === 'loading') return;
        unsubscribe();
        resolve(data.requestId === requestId ? data : { ...data, status: 'failed', message: null });
      };
      const unsubscribe = store.subscribe(look);
      look(store.getState());
    });

  function offer(outcomes: readonly Outcome[], unknown: readonly string[]): void {
    const done = outcomes.flatMap((outcome) => outcome.done ?? []);
    const problems = told([...outcomes.flatMap((outcome) => outcome.problems), ...unknown]);
    const undos = outcomes.flatMap(({ undo }) => undo ?? []);
    const [only] = done;
    host.offer({
      text:
        only === undefined
          ? 'Nothing was opened.'
          : done.length === 1
            ? only
            : `Opened ${done.length} files.`,
      details: [...(done.length > 1 ? done : []), ...problems],
      undo:
        undos.length === 0
          ? null
          : () => {
              for (const undo of undos.toReversed()) undo();
            },
      fits: (state) => outcomes.every(({ fits }) => fits === undefined || fits(state)),
    });
  }

  return (files: readonly File[]): void => {
    open(files).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      host.offer({ text: 'Nothing was opened.', details: [reason] });
    });
  };
}

const problemOf = (file: File, taken: TakenFile): Outcome => ({
  done: null,
  problems: [
    `${file.name}: ${taken.kind === 'nothing' ? taken.problem : 'it is something else than it seems.'}`,
  ],
});

/** What tells whether settings were edited since: data and backend follow what can be had. */
const settingsOf = ({ asked: { data: _data, backend: _backend, ...asked } }: PageState): string =>
  JSON.stringify(asked);

const told = (problems: readonly string[]): readonly string[] => {
  const more = problems.length - MOST_TOLD;
  return more > 1 ? [...problems.slice(0, MOST_TOLD), `...and ${more} more.`] : problems;
};
