import { GHOST_LINE } from './arm-style.ts';

/** A piece of a pinned run's line, for legends: no arm's in particular. */
export const GhostSample = () => (
  <svg width="20" height="10" aria-hidden="true">
    <path d="M0 5H20" stroke="var(--ns-ink)" {...GHOST_LINE} />
  </svg>
);
