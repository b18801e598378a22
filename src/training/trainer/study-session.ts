import { assertNever } from '../../common/lib/assert-never.ts';
import type { Command } from '../../common/protocol/commands.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyTelemetry } from '../../common/studies/study-telemetry.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendInUse } from '../engine/backends/choose-backend.ts';
import { OutOfMemory } from '../engine/out-of-memory.ts';
import { describeEnvironment } from './environment.ts';
import { Outbox } from './outbox.ts';
import { StudyRefused } from './round-size.ts';
import { type StudyListener, StudyRun } from './study-run.ts';

/** Commands about studies. */
export type StudyCommand = Extract<
  Command,
  {
    type:
      | 'start-study'
      | 'pause-study'
      | 'resume-study'
      | 'end-study'
      | 'study-credit'
      | 'save-study'
      | 'study-kept';
  }
>;

type Begin = Extract<StudyCommand, { type: 'start-study' }>;

/** What a study is made on. */
export interface StudyGround {
  readonly data: Dataset;
  readonly backend: BackendInUse;
}

/** What the studies need of the session they are in. */
export interface StudyHost {
  readonly send: (event: WorkerEvent, transfer?: readonly Transferable[]) => void;
  /** After all that was asked for before. */
  readonly enqueue: (job: () => Promise<void>) => void;
  /** @throws Error with a sentence when there are no data or there is no backend */
  readonly ground: () => StudyGround;
  readonly appVersion: string;
  readonly platform: string;
  /** Shortest time between two checkpoints, in milliseconds; the usual where it is left out. */
  readonly saveEveryMs?: number;
}

interface ActiveStudy {
  readonly study: StudyRun;
  readonly outbox: Outbox<StudyTelemetry>;
}

/** The studies of a session: any number at a time, though the page lets one train. */
export class StudySession {
  readonly #host: StudyHost;
  readonly #active = new Map<number, ActiveStudy>();
  /** What was last asked of each study, which may not exist yet. */
  readonly #wanted = new Map<number, 'on' | 'paused'>();

  constructor(host: StudyHost) {
    this.#host = host;
  }

  handle(command: StudyCommand): void {
    const id = command.studyId;
    const active = this.#active.get(id);
    switch (command.type) {
      case 'start-study':
        this.#wanted.set(id, 'on');
        this.#host.enqueue(() => this.#start(command));
        break;
      case 'pause-study':
        this.#wanted.set(id, 'paused');
        active?.study.pause();
        break;
      case 'resume-study':
        this.#wanted.set(id, 'on');
        if (active !== undefined) this.#train(id, active);
        break;
      case 'end-study':
        this.#wanted.delete(id);
        this.#host.enqueue(() => this.#end(id));
        active?.study.pause();
        break;
      case 'study-credit':
        active?.outbox.credit();
        break;
      case 'save-study':
        active?.study.save();
        break;
      case 'study-kept':
        active?.study.noteKept(command.tookMs);
        break;
      default:
        assertNever(command);
    }
  }

  /** Ends all studies, and frees what they hold. */
  async endAll(): Promise<void> {
    for (const id of [...this.#active.keys()]) await this.#end(id);
  }

  /** Lets all studies go without a word to them, for what they held is gone. */
  lose(): void {
    this.#active.clear();
  }

  /** How long one in training has made no progress, in milliseconds. */
  get quietMs(): number {
    return Math.max(0, ...[...this.#active.values()].map(({ study }) => study.quietMs));
  }

  async #start({ checkpoint, study: config, studyId: id }: Begin): Promise<void> {
    if (!this.#wanted.has(id)) return;
    const { send } = this.#host;
    try {
      const { backend, data } = this.#host.ground();
      const listener: StudyListener = {
        onState: (state) => send({ type: 'study-state', studyId: id, state }),
        onPrepare: (done, total) => send({ type: 'study-progress', studyId: id, done, total }),
        onProgress: () => outbox.offer(),
        onRoundOver: () => outbox.flush(),
        onCheckpoint(made) {
          outbox.flush();
          const lists = made.round.arms.map(({ values }) => values.buffer);
          send({ type: 'study-checkpoint', studyId: id, checkpoint: made }, lists);
        },
      };
      const study = new StudyRun(config, data, backend.backend, listener, saveEvery(this.#host));
      const outbox = new Outbox(
        () => study.takeTelemetry(),
        (telemetry) => send({ type: 'study-telemetry', studyId: id, telemetry }),
      );
      const active = { study, outbox };
      this.#active.set(id, active);
      if (checkpoint !== null) study.restore(checkpoint);
      send({ type: 'study-begun', studyId: id, environment: describeEnvironment(data, backend, this.#host) });
      if (this.#wanted.get(id) === 'on') this.#train(id, active);
      else send({ type: 'study-state', studyId: id, state: 'paused' });
    } catch (error) {
      send({ type: 'study-failed', studyId: id, message: messageOf(error), cause: 'refused' });
      await this.#end(id);
    }
  }

  #train(id: number, active: ActiveStudy): void {
    const { send } = this.#host;
    const isActive = () => this.#active.get(id) === active;
    const over = (state: 'paused' | 'finished') => {
      if (!isActive()) return;
      active.outbox.flush();
      send({ type: 'study-state', studyId: id, state });
      // What it held is of no use to anybody; what it found has been told.
      if (state === 'finished') this.#host.enqueue(() => this.#end(id));
    };
    active.study.train().then(over, (error: unknown) => {
      if (!isActive()) return;
      active.outbox.flush();
      const isRefused = error instanceof StudyRefused || error instanceof OutOfMemory;
      const cause = isRefused ? 'refused' : 'broken';
      send({ type: 'study-failed', studyId: id, message: messageOf(error), cause });
      this.#host.enqueue(() => this.#end(id));
    });
  }

  async #end(id: number): Promise<void> {
    const active = this.#active.get(id);
    this.#active.delete(id);
    await active?.study.dispose();
  }
}

/** The options of a run or a study for how often it is saved. */
export const saveEvery = ({ saveEveryMs }: Pick<StudyHost, 'saveEveryMs'>) =>
  saveEveryMs === undefined ? {} : { saveEveryMs };

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
