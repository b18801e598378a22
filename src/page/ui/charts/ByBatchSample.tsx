import { BY_BATCH_LINE } from './arm-style.ts';

/** A piece of the second test curve, for legends: no arm's in particular. */
export const ByBatchSample = () => (
  <svg width="30" height="10" aria-hidden="true">
    <path d="M1 5H29" stroke="var(--ns-soft)" {...BY_BATCH_LINE} />
  </svg>
);
