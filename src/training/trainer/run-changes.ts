import type { ArmChange } from '../../common/experiment/config.ts';

/** The changes that a run is still to make: planned ones, at their steps, and those asked for by hand. */
export class RunChanges {
  #planned: readonly ArmChange[];
  #asked: ArmChange[] = [];

  constructor(planned: readonly ArmChange[]) {
    this.#planned = planned;
  }

  /** Asks for a change before the next step. A later one of the same kind takes its place. */
  ask(change: ArmChange): void {
    this.#asked = this.#asked.filter(({ kind, arm }) => kind !== change.kind || arm !== change.arm);
    this.#asked.push(change);
  }

  /** Takes what is to be made before the step after `step`. */
  due(step: number): readonly ArmChange[] {
    const due = this.#planned.filter((change) => change.step <= step);
    this.#planned = this.#planned.slice(due.length);
    const changes = [...due, ...this.#asked];
    this.#asked = [];
    return changes;
  }

  /** All that is still to be made by a run that stands at `step`, in the order in which it will be. */
  ahead(step: number): readonly ArmChange[] {
    const due = this.#planned.filter((change) => change.step <= step);
    return [
      ...due,
      ...this.#asked.map((change) => ({ ...change, step })),
      ...this.#planned.slice(due.length),
    ];
  }

  /** Plans these, in order of step, in place of all others. */
  replace(planned: readonly ArmChange[]): void {
    this.#planned = planned;
    this.#asked = [];
  }
}
