/** What is done with the browser's store. */
export type StoreWork = 'open' | 'read' | 'store' | 'delete';

const FAILED: Readonly<Record<StoreWork, readonly [failed: string, remedy: string]>> = {
  open: [
    'The browser could not open its storage for this page',
    'Nothing is saved until it can: reload the page.',
  ],
  read: ['The browser could not read what is stored', 'It stays as it is: try again, or reload the page.'],
  store: ['The browser could not store what is measured', 'Training goes on; it is tried again.'],
  delete: ['The browser could not delete what was chosen', 'It is still stored: try again.'],
};

function otherWords(work: StoreWork, error: unknown): string {
  const [failed, remedy] = FAILED[work];
  const reason = error instanceof Error && error.message ? ` (${error.message})` : '';
  return `${failed}${reason}. ${remedy}`;
}

/** Something the browser's store refused, in a sentence for people. What was stored before is as it was. */
export class StoreProblem extends Error {
  /** `full`: there is no room; `taken`: another tab has the run or the study; `none`: there is no store at all; `blocked`: an older page in another tab keeps it; `other`: anything else. */
  readonly kind: 'full' | 'taken' | 'none' | 'blocked' | 'other';

  constructor(kind: StoreProblem['kind'], message: string) {
    super(message);
    this.kind = kind;
  }

  /** What an error of IndexedDB means for a person. @param work what was being done */
  static of(error: unknown, work: StoreWork = 'store'): StoreProblem {
    if (error instanceof StoreProblem) return error;
    const name = error instanceof Error ? error.name : '';
    switch (name) {
      case 'QuotaExceededError':
        return new StoreProblem(
          'full',
          'The browser has no room left for this page, so what is measured is not being saved. Delete some past runs; training goes on.',
        );
      case 'VersionError':
        return new StoreProblem(
          'none',
          'A newer version of this page has stored things here that this one cannot read. Reload the page; nothing is saved until then.',
        );
      case 'SecurityError':
      case 'InvalidStateError':
      case 'NotSupportedError':
        return new StoreProblem(
          'none',
          'The browser lets this page store nothing, as in some private windows. What is measured is lost when the page is closed: export what matters.',
        );
      default:
        return new StoreProblem('other', otherWords(work, error));
    }
  }
}
