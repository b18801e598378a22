import type { ArmConfig } from '../../common/experiment/config.ts';
import { normOf } from '../../common/experiment/norm.ts';
import type { NetworkShape } from './network-shape.ts';
import type { ArmSwitch } from './operations.ts';
import { rateFactor } from './optimizers.ts';

/** An arm between two steps. */
interface ArmState extends Omit<ArmSwitch, 'update' | 'normUpdate'> {
  /** The arm's own rate, before the schedule. */
  readonly rate: number;
  /** Updates of the optimizer made so far. */
  readonly updates: number;
  /** The same of gamma and beta in the layers that can have normalization. */
  readonly normUpdates: number;
}

/** The arms' switches from step to step: what was set by hand, what the schedule says, and whether the device has to be told. */
export function armSwitches(shape: NetworkShape, arms: readonly ArmConfig[], seeds: readonly number[] = []) {
  let states: readonly ArmState[] = arms.map((arm, index) => {
    const { bn, rate } = arm;
    const counts = { updates: 0, normUpdates: 0 };
    const seed = seeds[index] ?? shape.seed;
    return { bn, rate, seed, norm: normOf(arm), frozen: false, fresh: false, ...counts };
  });
  // Adam's corrections and the noise are others in each step.
  const countsUpdates = shape.optimizer === 'adam' || arms.some((arm) => normOf(arm).kind === 'noisy');
  const isScheduled = shape.warmup > 0 || shape.dropEvery > 0;
  let told: readonly ArmSwitch[] = [];

  const next = (): readonly ArmSwitch[] =>
    states.map(({ normUpdates, updates, ...own }) => ({
      ...own,
      rate: isScheduled ? own.rate * rateFactor(shape, updates + 1) : own.rate,
      update: updates + 1,
      normUpdate: normUpdates + 1,
    }));
  const differ = (one: ArmSwitch, other: ArmSwitch | undefined): boolean =>
    other === undefined ||
    one.bn !== other.bn ||
    one.rate !== other.rate ||
    one.frozen !== other.frozen ||
    one.fresh !== other.fresh ||
    (countsUpdates && one.update !== other.update);

  return {
    of: (arm: number): ArmState => states[arm] as ArmState,
    set(arm: number, patch: Partial<ArmState>) {
      states = states.map((own, index) => (index === arm ? { ...own, ...patch } : own));
    },
    /** After a step: every arm that does not stand still has made an update. */
    noteStep() {
      states = states.map((own) => {
        const { frozen, normUpdates, updates } = own;
        if (frozen) return own;
        return { ...own, fresh: false, updates: updates + 1, normUpdates: normUpdates + 1 };
      });
    },
    /** The arms as the next step takes them. */
    inForce: next,
    /** The same, to tell the device; null where it was told already. */
    news(): readonly ArmSwitch[] | null {
      const switches = next();
      if (!switches.some((own, arm) => differ(own, told[arm]))) return null;
      told = switches;
      return switches;
    },
  };
}
