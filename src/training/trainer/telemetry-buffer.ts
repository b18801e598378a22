import type { ArmChange } from '../../common/experiment/config.ts';
import type { Ribbon, StepSizeProbe } from '../../common/experiment/landscape.ts';
import type { LayerSnapshot } from '../../common/experiment/layer-snapshot.ts';
import type { Divergence, Telemetry, TestPoint, TrainRows } from '../../common/experiment/metrics.ts';

/** Where a run stands, stamped on each batch of telemetry. */
export type Position = Pick<Telemetry, 'step' | 'elapsedMs' | 'stepsPerSecond'>;

/** More looks inside the layers than this do not wait: a page that takes none for so long has fewer of them. */
const MOST_SNAPSHOTS = 8;
/** The figures of more steps than this are not gathered for a page that takes none: training waits for it. */
const MOST_STEPS = 20_000;
const WAIT_MS = 20;

/** Gathers what happens in a run until somebody takes it. */
export class TelemetryBuffer {
  #train: TrainRows[] = [];
  #firstStep: number | null = null;
  #tests: TestPoint[] = [];
  #changes: ArmChange[] = [];
  #divergences: Divergence[] = [];
  #snapshots: LayerSnapshot[] = [];
  #stepSizes: StepSizeProbe[] = [];
  #ribbons: Ribbon[] = [];

  addTrain(rows: TrainRows): void {
    if (rows.loss.length === 0) return;
    this.#firstStep ??= rows.firstStep;
    this.#train.push(rows);
  }
  /** Waits until somebody has taken what there is, if that is very much. @param goOn asked meanwhile, again and again */
  async room(goOn: () => boolean): Promise<void> {
    while (this.#isFull && goOn()) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  get #isFull(): boolean {
    return (this.#train.at(-1)?.firstStep ?? 0) - (this.#firstStep ?? 0) >= MOST_STEPS;
  }
  addTest(point: TestPoint): void {
    this.#tests.push(point);
  }
  addChange(change: ArmChange): void {
    this.#changes.push(change);
  }
  addDivergence(divergence: Divergence): void {
    this.#divergences.push(divergence);
  }
  addSnapshot(snapshot: LayerSnapshot): void {
    if (this.#snapshots.length >= MOST_SNAPSHOTS) {
      const dropped = this.#snapshots.findIndex(({ landmark }) => !landmark);
      this.#snapshots.splice(Math.max(0, dropped), 1);
    }
    this.#snapshots.push(snapshot);
  }

  addStepSizes(probe: StepSizeProbe): void {
    this.#stepSizes.push(probe);
  }
  addRibbon(ribbon: Ribbon): void {
    this.#ribbons.push(ribbon);
  }

  /** All that was gathered since the last call. */
  take(position: Position): Telemetry {
    const telemetry: Telemetry = {
      ...position,
      train: this.#train,
      tests: this.#tests,
      changes: this.#changes,
      divergences: this.#divergences,
      snapshots: this.#snapshots,
      stepSizes: this.#stepSizes,
      ribbons: this.#ribbons,
    };
    this.#train = [];
    this.#firstStep = null;
    this.#tests = [];
    this.#changes = [];
    this.#divergences = [];
    this.#snapshots = [];
    this.#stepSizes = [];
    this.#ribbons = [];
    return telemetry;
  }
}
