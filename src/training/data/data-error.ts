/**
 * Data that cannot be used, in words for the person: the message names the file, the fault and the remedy.
 * `kind` is `missing` where there are no data at all (and others may stand in), `unusable` where there are bad ones.
 */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly kind: 'missing' | 'unusable';

  constructor(message: string, kind: 'missing' | 'unusable' = 'unusable', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
