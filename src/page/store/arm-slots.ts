import type { PageState } from './page-state.ts';

/** An arm of the page: one that the run has, one that the next run is asked to have, or both. */
export interface ArmSlot {
  /** Stays an arm's own while others come and go. */
  readonly key: number;
  /** Its place among the arms asked for; null when the next run is to be without it. */
  readonly asked: number | null;
  /** Its place in the run; null when there is none, or the run began without it. */
  readonly running: number | null;
}

/** The part of the page that says which arms there are. */
export interface ArmKeys {
  readonly askedKeys: PageState['askedKeys'];
  readonly run: { readonly armKeys: readonly number[] } | null;
}

/** All arms in the order of their letters: those of the run first, so that its letters stay, then those that the next run adds. */
export function armSlots({ askedKeys, run }: ArmKeys): readonly ArmSlot[] {
  const running = run?.armKeys ?? [];
  const added = askedKeys.filter((key) => !running.includes(key));
  return [...running, ...added].map((key) => ({
    key,
    asked: placeIn(askedKeys, key),
    running: placeIn(running, key),
  }));
}

function placeIn(keys: readonly number[], key: number): number | null {
  const place = keys.indexOf(key);
  return place === -1 ? null : place;
}

/** Arms of two experiments that have nothing but their places to be matched by. */
export const slotsByPlace = (asked: number, running: number): readonly ArmSlot[] =>
  Array.from({ length: Math.max(asked, running) }, (_, arm) => ({
    key: arm,
    asked: arm < asked ? arm : null,
    running: arm < running ? arm : null,
  }));

/** The arm of a letter, by its number from 0. */
export const armSlot = (state: ArmKeys, slot: number): ArmSlot =>
  armSlots(state)[slot] ?? { key: -1, asked: null, running: null };

/** A key that no arm has. */
export const freshKey = ({ askedKeys, run }: ArmKeys): number =>
  1 + Math.max(-1, ...askedKeys, ...(run?.armKeys ?? []));

/** Keys for arms that take the place of those there were, one by one. */
export function keysFor(count: number, state: ArmKeys): readonly number[] {
  const before = state.run?.armKeys ?? state.askedKeys;
  const fresh = freshKey(state);
  return Array.from({ length: count }, (_, arm) => before[arm] ?? fresh + arm);
}
