import { arms } from './arms.ts';
import { depth } from './depth.ts';
import { dispatch } from './dispatch.ts';
import type { Group } from './group.ts';
import { large } from './large.ts';
import { memory } from './memory.ts';
import { nets } from './nets.ts';
import { page } from './page.ts';
import { peers } from './peers.ts';
import { soak } from './soak.ts';
import { telemetry } from './telemetry.ts';
import { width } from './width.ts';

/** Every group, in the order in which they run. */
export const allGroups: readonly Group[] = [
  peers,
  nets,
  dispatch,
  arms,
  width,
  depth,
  telemetry,
  memory,
  page,
  large,
  soak,
];
