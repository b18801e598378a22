import { dispatch } from './dispatch.ts';
import type { Group } from './group.ts';
import { peers } from './peers.ts';

/** Every group, in the order in which they run. */
export const allGroups: readonly Group[] = [peers, dispatch];
