/** Something the browser's store refused, in a sentence for people. What was stored before is as it was. */
export class StoreProblem extends Error {
  /** `full`: there is no room; `taken`: another tab has the run or the study; `none`: there is no store at all; `other`: anything else. */
  readonly kind: 'full' | 'taken' | 'none' | 'other';

  constructor(kind: StoreProblem['kind'], message: string) {
    super(message);
    this.kind = kind;
  }

  /** What an error of IndexedDB means for a person. */
  static of(error: unknown): StoreProblem {
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
        return new StoreProblem(
          'other',
          `The browser could not store what is measured${error instanceof Error && error.message ? ` (${error.message})` : ''}. Training goes on; it is tried again.`,
        );
    }
  }
}
