import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { ladderTestSteps, type StudyConfig, studyMembers } from '../../common/studies/study.ts';
import type { StudyCheckpoint } from '../../common/studies/study-checkpoint.ts';
import type { StudyTelemetry } from '../../common/studies/study-telemetry.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import { mostArms } from '../engine/most-arms.ts';
import type { PrepareProgress } from '../engine/operations.ts';
import { OutOfMemory } from '../engine/out-of-memory.ts';
import { findRoundSize, isWorthIt, LONGEST_STEP_MS, type RoundSize } from './round-size.ts';
import { Stopwatch } from './stopwatch.ts';
import { type RoundListener, StudyRound } from './study-round.ts';

/** What a study tells while it trains. */
export interface StudyListener {
  onState(state: 'preparing' | 'training' | 'testing'): void;
  onPrepare: PrepareProgress;
  /** There may be new telemetry to take. Called often. */
  onProgress(): void;
  /** The telemetry must be taken now: the next round's is of other members. */
  onRoundOver(): void;
  /** A checkpoint has been made; all that led to it is in the telemetry. Without a listener none is made. */
  onCheckpoint?(checkpoint: StudyCheckpoint): void;
}

/** How a study is made, where that is not as usual. */
export interface StudyOptions {
  /** What a step of all networks side by side may take, in milliseconds; `Infinity` for as long as it takes. */
  readonly longestStepMs?: number;
  /** Shortest time between two checkpoints, in milliseconds. */
  readonly saveEveryMs?: number;
}

/** Below this share of a study nobody can say how long the rest will take. */
const TELLS_FROM = 0.01;

/**
 * An experiment at many rates or over many seeds: whole columns train side by side, as many as memory and speed allow, one round after
 * the other. Can be paused at any time and go on.
 */
export class StudyRun {
  readonly #study: StudyConfig;
  readonly #data: Dataset;
  readonly #backend: BackendName;
  readonly #listener: StudyListener;
  readonly #stopwatch = new Stopwatch();
  readonly #options: StudyOptions;
  readonly #rows: number;
  #size: RoundSize | null = null;
  #round: StudyRound | null = null;
  /** A round that was put where a checkpoint was made, and is not ready yet. */
  #restored: StudyRound | null = null;
  /** Where this study began to train, of which its speed is told. */
  #from = { memberSteps: 0, elapsedMs: 0 };
  /** Columns whose rounds are over. */
  #done = 0;
  #wantsPause = true;
  #training: Promise<unknown> = Promise.resolve();

  /** The backend must be in force already; see `chooseBackend`. */
  constructor(
    study: StudyConfig,
    data: Dataset,
    backend: BackendName,
    listener: StudyListener,
    options: StudyOptions = {},
  ) {
    this.#study = study;
    this.#data = data;
    this.#backend = backend;
    this.#listener = listener;
    this.#options = options;
    this.#rows = study.base.arms.length;
  }

  /**
   * Puts a study that has not begun where a checkpoint was made. A round that does not fit here begins anew, with fewer networks.
   *
   * @throws Error with a sentence when it is of other data or damaged
   */
  restore({ columns, done, elapsedMs, note, round }: StudyCheckpoint): void {
    this.#done = done;
    this.#stopwatch.restore(elapsedMs);
    try {
      if (round.arms.length > mostArms(this.#study.base, this.#backend)) throw new OutOfMemory();
      this.#restored = this.#newRound(columns);
      this.#restored.run.restore(round);
      this.#size = { columns, msOfOne: null, note };
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error;
      void this.#restored?.run.dispose();
      this.#restored = null;
    }
    this.#from = { memberSteps: this.#memberSteps, elapsedMs };
  }

  /** Trains until all is done or it is paused. */
  train(): Promise<'finished' | 'paused'> {
    this.#wantsPause = false;
    const training = this.#training.catch(() => null).then(() => this.#train());
    this.#training = training;
    return training;
  }

  pause(): void {
    this.#wantsPause = true;
    this.#round?.run.pause();
  }

  /** Makes a checkpoint soon; a study at rest has made one already. */
  save(): void {
    this.#round?.run.save();
  }

  /** The last checkpoint is kept, which took so many milliseconds. */
  noteKept(tookMs: number): void {
    this.#round?.run.noteKept(tookMs);
  }

  /** How long there has been no progress in training, in milliseconds; 0 while there is none to be expected. */
  get quietMs(): number {
    return this.#round?.run.quietMs ?? 0;
  }

  /** Stops, and frees all that the study holds on the device. */
  async dispose(): Promise<void> {
    this.pause();
    await this.#training.catch(() => null);
    await this.#round?.run.dispose();
    await this.#restored?.run.dispose();
    this.#round = null;
    this.#restored = null;
  }

  /** All that happened in the round since the last call. */
  takeTelemetry(): StudyTelemetry {
    const { steps } = this.#study.base;
    const members = studyMembers(this.#study).length;
    const round = this.#round;
    const size = (round?.columns.length ?? 0) * this.#rows;
    const memberSteps = this.#memberSteps;
    const allMemberSteps = members * steps;
    const { elapsedMs } = this.#stopwatch;
    const made = memberSteps - this.#from.memberSteps;
    const tells = made >= Math.max(TELLS_FROM * allMemberSteps, size * this.#firstTest);
    const msPerStep = (elapsedMs - this.#from.elapsedMs) / made;
    const columns = this.#size?.columns ?? this.#study.columns.length;
    const rounds = Math.ceil(this.#study.columns.length / columns);
    const { divergences, tests, train } = round?.take() ?? { divergences: [], tests: [], train: [] };
    return {
      first: this.#done * this.#rows,
      size,
      round: Math.min(rounds, Math.floor(this.#done / columns) + 1),
      rounds,
      step: round?.run.position.step ?? 0,
      memberSteps,
      allMemberSteps,
      elapsedMs,
      leftMs: tells ? msPerStep * (allMemberSteps - memberSteps) : null,
      note: this.#size?.note ?? null,
      train,
      tests,
      divergences,
    };
  }

  /** Steps to the first test, which costs as much as many steps: before it, the time left would be told far too short. */
  get #firstTest(): number {
    const { base, kind } = this.#study;
    return kind === 'ladder' ? (ladderTestSteps(base.steps)[0] ?? base.steps) + 1 : 1;
  }

  /** Steps of all networks that have been made. */
  get #memberSteps(): number {
    const before = this.#done * this.#rows * this.#study.base.steps;
    const round = this.#round ?? this.#restored;
    return before + (round === null ? 0 : round.columns.length * this.#rows * round.run.position.step);
  }

  #newRound(columns: number): StudyRound {
    const chosen = this.#study.columns.slice(this.#done, this.#done + columns);
    const { onCheckpoint } = this.#listener;
    const listener: RoundListener = {
      onProgress: () => this.#listener.onProgress(),
      onState: (state) => this.#listener.onState(state),
      ...(onCheckpoint && { onCheckpoint: (round) => onCheckpoint(this.#checkpoint(round)) }),
    };
    return new StudyRound(this.#study, chosen, this.#data, this.#backend, listener, this.#options);
  }

  #checkpoint(round: Checkpoint): StudyCheckpoint {
    const { columns, note } = this.#size as RoundSize;
    return { done: this.#done, columns, note, elapsedMs: this.#stopwatch.elapsedMs, round };
  }

  async #train(): Promise<'finished' | 'paused'> {
    this.#stopwatch.start();
    try {
      while (this.#done < this.#study.columns.length) {
        if (this.#wantsPause) return 'paused';
        if (!(await this.#trainRound().catch((error: unknown) => this.#makeRoom(error)))) return 'paused';
      }
      return 'finished';
    } finally {
      this.#stopwatch.stop();
    }
  }

  /** @returns false when it was paused in the middle of a round */
  async #trainRound(): Promise<boolean> {
    const { columns } = this.#study;
    if (this.#size === null) {
      this.#listener.onState('preparing');
      const stops = () => this.#wantsPause;
      const left = { ...this.#study, columns: columns.slice(this.#done) };
      const { longestStepMs = LONGEST_STEP_MS } = this.#options;
      this.#size = await findRoundSize(left, this.#data, this.#backend, stops, longestStepMs);
      return this.#size !== null;
    }
    const round = this.#round ?? (await this.#prepareRound(this.#size));
    if (this.#wantsPause) return false;
    // What was spent on making ready says nothing of the time that steps take.
    if (this.#memberSteps === 0) this.#from = { memberSteps: 0, elapsedMs: this.#stopwatch.elapsedMs };
    if ((await round.run.train()) === null) return false;
    this.#listener.onRoundOver();
    this.#round = null;
    this.#done = Math.min(columns.length, this.#done + round.columns.length);
    await round.run.dispose();
    return true;
  }

  /** A round made ready; fewer side by side where that many turn out to be slower than in turns. */
  async #prepareRound({ columns, msOfOne }: RoundSize): Promise<StudyRound> {
    this.#listener.onState('preparing');
    const round = this.#restored ?? this.#newRound(columns);
    this.#restored = null;
    this.#round = round;
    await round.run.prepare(this.#listener.onPrepare);
    const isFirst = this.#done === 0;
    if (!isFirst || msOfOne === null || columns === 1 || this.#wantsPause) return round;
    const ms = await round.timeSteps();
    if (isWorthIt(ms, msOfOne, round.columns.length)) return round;
    await round.run.dispose();
    const fewer = Math.ceil(columns / 2);
    const note = `${formatWhole(fewer * this.#rows)} networks train side by side: more of them took longer than one after the other.`;
    this.#size = { columns: fewer, msOfOne, note };
    return this.#prepareRound(this.#size);
  }

  /** Fewer side by side where the device has no room. @throws what is no lack of memory, or cannot be helped */
  async #makeRoom(error: unknown): Promise<boolean> {
    const columns = this.#size?.columns ?? 1;
    if (!(error instanceof OutOfMemory) || columns === 1) throw error;
    await this.#round?.run.dispose();
    this.#round = null;
    const fewer = Math.ceil(columns / 2);
    const note = `${formatWhole(fewer * this.#rows)} networks train side by side: ${formatWhole(columns * this.#rows)} did not fit into the memory of the GPU.`;
    this.#size = { columns: fewer, msOfOne: null, note };
    return true;
  }
}
