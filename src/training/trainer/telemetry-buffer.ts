import type { ArmChange } from '../../common/experiment/config.ts';
import type {
  Divergence,
  LayerSnapshot,
  Telemetry,
  TestPoint,
  TrainRows,
} from '../../common/experiment/metrics.ts';

/** Where a run stands, stamped on each batch of telemetry. */
export type Position = Pick<Telemetry, 'step' | 'elapsedMs' | 'stepsPerSecond'>;

/** Gathers what happens in a run until somebody takes it. Only the newest look inside the layers is kept. */
export class TelemetryBuffer {
  #train: TrainRows[] = [];
  #tests: TestPoint[] = [];
  #changes: ArmChange[] = [];
  #divergences: Divergence[] = [];
  #live: LayerSnapshot | null = null;
  #recorded: LayerSnapshot[] = [];

  addTrain(rows: TrainRows): void {
    if (rows.loss.length > 0) this.#train.push(rows);
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
  addSnapshot(snapshot: LayerSnapshot, recorded: boolean): void {
    if (recorded) this.#recorded.push(snapshot);
    this.#live = snapshot;
  }

  /** All that was gathered since the last call. */
  take(position: Position): Telemetry {
    const telemetry: Telemetry = {
      ...position,
      train: this.#train,
      tests: this.#tests,
      changes: this.#changes,
      divergences: this.#divergences,
      live: this.#live,
      recorded: this.#recorded,
    };
    this.#train = [];
    this.#tests = [];
    this.#changes = [];
    this.#divergences = [];
    this.#live = null;
    this.#recorded = [];
    return telemetry;
  }
}
