import type { Norm } from '../../common/experiment/norm.ts';
import * as armActions from '../store/arm-actions.ts';
import type { PageStore } from '../store/page-store.ts';

/** What a person can do with the networks of the next run. */
export const armCommands = (update: PageStore['setState']) => ({
  addArm: (what: armActions.NewArm) => update((before) => armActions.armAdded(before, what)),
  removeArm: (arm: number) => update((before) => armActions.armRemoved(before, arm)),
  /** Asks again for an arm that was to leave. */
  keepArm: (arm: number) => update((before) => armActions.armKept(before, arm)),
  setArmLook: (arm: number, look: armActions.ArmLook) =>
    update((before) => armActions.armLookChanged(before, arm, look)),
  setNorm: (arm: number, patch: Partial<Norm>) =>
    update((before) => armActions.armNormChanged(before, arm, patch)),
});
