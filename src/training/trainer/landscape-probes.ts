import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { PROBED_SIZES, RIBBON_MULTIPLES } from '../../common/experiment/landscape.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import { type DigitSet, imagesAt } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { Network } from '../engine/network.ts';
import { rateFactor } from '../engine/optimizers.ts';
import { type Walk, walkGradients } from '../engine/walk-gradient.ts';
import type { DivergedArms } from './diverged-arms.ts';
import type { RunOptions } from './run-options.ts';
import type { TelemetryBuffer } from './telemetry-buffer.ts';

const BOTH = ['step-size', 'ribbons'] as const;
/** What can be measured of the landscape around the weights. */
export type Landscape = (typeof BOTH)[number];

/** The arms as they are when the landscape is measured, and the batch: places of the next step's images in the training set. */
interface Moment {
  readonly step: number;
  readonly batch: Uint32Array;
  readonly arms: readonly ArmConfig[];
  readonly diverged: DivergedArms;
}

/** Ends a measurement because of a pause. */
const PAUSED = new Error('A pause came while the landscape was measured.');

const NOTHING: Walk = { loss: Number.NaN, losses: [], gradientNorm: Number.NaN, gradientChanges: [] };

/** Measures the landscape of a run: when it was asked to, and every so many steps. The networks themselves stay as they are. */
export class LandscapeProbes {
  readonly #config: ExperimentConfig;
  readonly #network: Network;
  readonly #backend: BackendName;
  readonly #train: DigitSet;
  readonly #telemetry: TelemetryBuffer;
  readonly #skipped: ReadonlySet<number>;
  readonly #asked = new Set<Landscape>();
  readonly #measuredAt = new Map<Landscape, number>();
  #every: Readonly<Record<Landscape, number>>;

  constructor(
    config: ExperimentConfig,
    network: Network,
    backend: BackendName,
    train: DigitSet,
    telemetry: TelemetryBuffer,
    { skipProbesAt = [] }: Pick<RunOptions, 'skipProbesAt'> = {},
  ) {
    this.#skipped = new Set(skipProbesAt);
    this.#config = config;
    this.#network = network;
    this.#backend = backend;
    this.#train = train;
    this.#telemetry = telemetry;
    this.#every = everyOf(config);
  }

  setPlan(plan: RunPlan): void {
    this.#every = everyOf(plan);
  }

  /** The step at which each was last measured; null for never. */
  get measuredAt(): Checkpoint['measuredAt'] {
    const stepOf = (what: Landscape) => this.#measuredAt.get(what) ?? null;
    return { 'step-size': stepOf('step-size'), ribbons: stepOf('ribbons') };
  }

  restore(measuredAt: Checkpoint['measuredAt']): void {
    this.#measuredAt.clear();
    for (const what of BOTH) {
      const step = measuredAt[what];
      if (step !== null) this.#measuredAt.set(what, step);
    }
  }

  ask(what: Landscape): void {
    this.#asked.add(what);
  }

  isDue(step: number): boolean {
    return this.#due(step).length > 0;
  }

  /** Measures all that is due. @returns false when `mayGoOn` said no; what was not done is still due */
  async measure(moment: Moment, mayGoOn: () => boolean): Promise<boolean> {
    const goOn = () => {
      if (!mayGoOn()) throw PAUSED;
    };
    for (const what of this.#due(moment.step)) {
      try {
        if (what === 'step-size') await this.#measureStepSizes(moment, goOn);
        else await this.#measureRibbons(moment, goOn);
      } catch (error) {
        if (error === PAUSED) return false;
        throw error;
      }
      this.#asked.delete(what);
      this.#measuredAt.set(what, moment.step);
    }
    return true;
  }

  #due(step: number): Landscape[] {
    const isDue = (what: Landscape) => {
      if (this.#asked.has(what)) return true;
      const every = this.#every[what];
      return (
        every > 0 && step % every === 0 && !this.#skipped.has(step) && this.#measuredAt.get(what) !== step
      );
    };
    return BOTH.filter(isDue);
  }

  async #measureStepSizes(moment: Moment, goOn: () => void): Promise<void> {
    const { rate, tookMs, walks } = await this.#walk(moment, () => PROBED_SIZES, false, goOn);
    this.#telemetry.addStepSizes({
      step: moment.step,
      sizes: [...PROBED_SIZES],
      rate,
      loss: walks.map(({ loss }) => loss),
      losses: walks.map(({ losses }) => [...losses]),
      tookMs,
    });
  }

  async #measureRibbons(moment: Moment, goOn: () => void): Promise<void> {
    const distances = (own: number) => RIBBON_MULTIPLES.map((multiple) => multiple * own);
    const { rate, tookMs, walks } = await this.#walk(moment, distances, true, goOn);
    this.#telemetry.addRibbon({
      step: moment.step,
      multiples: [...RIBBON_MULTIPLES],
      rate,
      loss: walks.map(({ loss }) => loss),
      gradientNorm: walks.map(({ gradientNorm }) => gradientNorm),
      losses: walks.map(({ losses }) => [...losses]),
      gradientChanges: walks.map(({ gradientChanges }) => [...gradientChanges]),
      tookMs,
    });
  }

  /** Arms that stand still are left out. */
  async #walk(
    { arms, batch, diverged, step }: Moment,
    distancesOf: (rate: number) => readonly number[],
    wantsGradients: boolean,
    goOn: () => void,
  ) {
    const startedAt = performance.now();
    const config = this.#config;
    const factor = rateFactor(config, step + 1);
    const rates = arms.map(({ rate }, arm) => (diverged.has(arm) ? Number.NaN : rate * factor));
    const numbers = await this.#network.readArms();
    const walking = [...arms.keys()].filter((arm) => !diverged.has(arm));
    const walkers = walking.flatMap((arm) => {
      const [own, its] = [arms[arm], numbers[arm]];
      if (own === undefined || its === undefined) return [];
      return { arm: own, numbers: its, seed: config.seed, distances: distancesOf(rates[arm] as number) };
    });
    const images = imagesAt(this.#train, batch);
    const found = await walkGradients(config, walkers, images, this.#backend, wantsGradients, goOn);
    const walks = arms.map((_, arm) => found[walking.indexOf(arm)] ?? NOTHING);
    return { rate: rates, walks, tookMs: performance.now() - startedAt };
  }
}

const everyOf = ({ probeEvery, ribbonsEvery }: Pick<RunPlan, 'probeEvery' | 'ribbonsEvery'>) => ({
  'step-size': probeEvery,
  ribbons: ribbonsEvery,
});
