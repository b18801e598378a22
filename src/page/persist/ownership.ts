import { StoreProblem } from './store-problem.ts';

/** What a row says of the tab that wrote it last. */
interface Written {
  readonly writer: string;
}

/** Which rows of a store are this tab's own: it must not write into those of another. */
export interface Ownership {
  /** @throws StoreProblem `taken` where another tab has made it its own */
  check(key: string, before: Written | undefined, what: 'run' | 'study'): void;
  /**
   * Makes a row this tab's own; where there is no room to say so, once it is saved.
   *
   * @param claim writes this tab into the row, and tells before that whose it was
   */
  adopt(key: string, claim: (found: (writer: string) => void) => Promise<void>): Promise<void>;
}

/** @param writer tells this tab from others */
export function createOwnership(writer: string): Ownership {
  /** What could not be made this tab's own for want of room, and whose it was. */
  const owed = new Map<string, string>();
  return {
    check(key, before, what) {
      if (before === undefined || before.writer === writer || before.writer === owed.get(key)) return;
      throw new StoreProblem(
        'taken',
        `Another tab has opened this ${what}. Here it goes on under a name of its own.`,
      );
    },
    async adopt(key, claim) {
      let before: string | undefined;
      try {
        await claim((found) => {
          before = found;
        });
      } catch (error) {
        if (StoreProblem.of(error).kind !== 'full' || before === undefined) throw error;
        owed.set(key, before);
      }
    },
  };
}
