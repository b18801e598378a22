import { StoreProblem } from '../persist/store-problem.ts';
import { keptChanged } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';

/** Writes into the browser's store one after the other. */
export interface SaveQueue {
  /** What goes wrong is told on the page, the same once until something could be written again. */
  save(write: () => Promise<void>, hearer: SaveHearer): Promise<void>;
  /** Nobody is told of what goes wrong. */
  quietly(write: () => Promise<void>): Promise<void>;
  /** Settles once all that was to be kept has been written, or could not be. */
  settled(): Promise<unknown>;
}

export interface SaveHearer {
  onSaved?(): void;
  /** Another tab has what was to be written. */
  onTaken(): void;
  onProblem?(): void;
}

export function createSaveQueue(store: PageStore): SaveQueue {
  let told: StoreProblem['kind'] | null = null;
  let queue: Promise<void> = Promise.resolve();
  const add = (write: () => Promise<void>) => {
    queue = queue.then(write);
    return queue;
  };

  const tell = ({ kind, message }: StoreProblem) => {
    if (kind !== told) store.setState((state) => keptChanged(state, { problem: message }));
    told = kind;
  };

  return {
    save: (write, { onProblem, onSaved, onTaken }) =>
      add(async () => {
        try {
          await write();
          told = null;
          onSaved?.();
        } catch (error) {
          const problem = StoreProblem.of(error);
          if (problem.kind === 'taken') onTaken();
          onProblem?.();
          tell(problem);
        }
      }),
    quietly: (write) => add(() => write().catch(() => undefined)),
    settled: () => queue,
  };
}
