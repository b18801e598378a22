import { changedArm } from '../../common/experiment/changes.ts';
import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { normOf } from '../../common/experiment/norm.ts';
import { armOfValues } from '../engine/arm-values.ts';
import type { Network } from '../engine/network.ts';
import { DivergedArms } from './diverged-arms.ts';
import { RunChanges } from './run-changes.ts';
import type { TelemetryBuffer } from './telemetry-buffer.ts';

/** The arms of a run as they are now: changed in its middle, or standing still. */
export class RunArms {
  readonly diverged: DivergedArms;
  readonly #arms: ArmConfig[];
  readonly #changes: RunChanges;
  readonly #network: Network;
  readonly #telemetry: TelemetryBuffer;

  constructor({ arms, changes }: ExperimentConfig, network: Network, telemetry: TelemetryBuffer) {
    this.#arms = [...arms];
    this.#changes = new RunChanges(changes);
    this.#network = network;
    this.#telemetry = telemetry;
    this.diverged = new DivergedArms(arms.length, (divergence) => telemetry.addDivergence(divergence));
  }

  get inForce(): readonly ArmConfig[] {
    return this.#arms;
  }

  /** Those that will be made before a step to come. */
  changesAhead(step: number): readonly ArmChange[] {
    return this.#changes.ahead(step);
  }

  /** Asks for a change, which is made before the next training step. A later one of the same kind takes its place. */
  ask(change: ArmChange): void {
    this.#changes.ask(change);
  }

  /** Makes the changes that are due before the step after `step`. */
  async applyChanges(step: number): Promise<void> {
    for (const change of this.#changes.due(step)) {
      const arm = this.#arms[change.arm] as ArmConfig;
      const changed = changedArm(arm, change);
      const isNews = changed.bn !== arm.bn || changed.rate !== arm.rate;
      if (!isNews || this.diverged.has(change.arm)) continue;
      this.#arms[change.arm] = changed;
      if (change.kind === 'bn') await this.#network.setBatchNorm(change.arm, change.on);
      else this.#network.setRate(change.arm, change.rate);
      this.#telemetry.addChange({ ...change, step });
    }
  }

  /** Puts all arms where a checkpoint found them. @throws RangeError when it is of another network */
  restore({ arms, changes }: Checkpoint, shape: ExperimentConfig): void {
    const count = this.#arms.length;
    if (arms.length !== count)
      throw new RangeError(`${arms.length} arms were stored of a run that has ${count}.`);
    if (changes.some((change) => change.arm >= count))
      throw new RangeError('A change was stored to an arm that is not in the run.');
    const numbers = this.#arms.map((arm, index) => {
      const own = arms[index] as Checkpoint['arms'][number];
      return { own, numbers: armOfValues(own.values, own.updates, shape, normOf(arm), own.normUpdates) };
    });
    this.#network.restoreArms(
      numbers.map(({ numbers: values, own: { bn, divergedAt, rate } }) => ({
        numbers: values,
        switches: { bn, rate, frozen: divergedAt !== null },
      })),
    );
    for (const [index, { own }] of numbers.entries()) {
      const { bn, divergedAt, rate } = own;
      this.#arms[index] = { ...(this.#arms[index] as ArmConfig), bn, rate };
      if (divergedAt !== null) this.diverged.restore(index, divergedAt);
    }
    this.#changes.replace(changes);
  }
}
