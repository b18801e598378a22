import type { ExperimentConfig } from '../../common/experiment/config.ts';
import type { Environment, Telemetry } from '../../common/experiment/metrics.ts';
import { assertNever } from '../../common/lib/assert-never.ts';
import type { Command } from '../../common/protocol/commands.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { Dataset } from '../data/dataset.ts';
import { type BackendInUse, chooseBackend } from '../engine/backends/choose-backend.ts';
import { hasLostWebGl, onWebGlLost } from '../engine/backends/start-backend.ts';
import type { WasmFiles } from '../engine/backends/wasm-module.ts';
import { LOST_GPU } from '../engine/webgl/gpu/lost-gpu.ts';
import { loadData, summariseData } from './data-source.ts';
import { describeEnvironment } from './environment.ts';
import { Outbox } from './outbox.ts';
import type { EndReason, RunListener } from './run-options.ts';
import { messageOf, type StudyGround, StudySession, saveEvery } from './study-session.ts';
import { TrainingRun } from './training-run.ts';

/** What the session needs of the place it runs in. */
export interface SessionHost {
  /** @param transfer what need not be copied */
  readonly send: (event: WorkerEvent, transfer?: readonly Transferable[]) => void;
  readonly wasmFiles: WasmFiles;
  /** Where the page is served, ending in a slash. */
  readonly pageUrl: string;
  readonly appVersion: string;
  /** The browser, or whatever else runs this. */
  readonly platform: string;
  /** Shortest time between two checkpoints of a run, in milliseconds; the usual where it is left out. */
  readonly saveEveryMs?: number;
}

interface ActiveRun {
  readonly id: number;
  readonly run: TrainingRun;
  readonly outbox: Outbox<Telemetry>;
}

/**
 * The worker's end of the conversation. Slow commands (data, backend, the start and the end of a run) are carried out one
 * after the other; those of a run in training act at once.
 */
export class WorkerSession {
  readonly #host: SessionHost;
  #queue: Promise<void> = Promise.resolve();
  #data: Dataset | null = null;
  #backend: BackendInUse | null = null;
  #active: ActiveRun | null = null;
  /** Requests before these are of no interest any more: the page has asked for something else since. */
  #newestData = 0;
  #newestBackend = 0;

  readonly #studies: StudySession;

  constructor(host: SessionHost) {
    this.#host = host;
    this.#studies = new StudySession({
      ...host,
      enqueue: (job) => this.#enqueue(job),
      ground: () => this.#ground(),
    });
    onWebGlLost(() => this.#loseGpu());
  }

  handle(command: Command): void {
    switch (command.type) {
      case 'load-data':
        this.#newestData = command.requestId;
        this.#enqueue(() => this.#loadData(command));
        break;
      case 'choose-backend':
        this.#newestBackend = command.requestId;
        this.#enqueue(() => this.#chooseBackend(command));
        break;
      case 'start-run':
        this.#enqueue(() => this.#startRun(command));
        break;
      case 'end-run':
        this.#leaveRun();
        break;
      case 'ping':
        this.#answer(command.pingId);
        break;
      case 'start-study':
      case 'pause-study':
      case 'resume-study':
      case 'end-study':
      case 'study-credit':
      case 'save-study':
      case 'study-kept':
        this.#studies.handle(command);
        break;
      default:
        if (this.#active?.id === command.runId) actOnRun(this.#active, command, this.#train);
    }
  }

  #enqueue(job: () => Promise<void>): void {
    // Jobs tell their own failures; one that fails all the same must not hold up those behind it.
    this.#queue = this.#queue.then(job).catch((error: unknown) => console.error(error));
  }

  async #loadData({ requestId, data, files }: Command & { type: 'load-data' }): Promise<void> {
    const isNewest = () => requestId === this.#newestData;
    const load = async (source: typeof data) => {
      const onProgress = (label: string, done: number, total: number) =>
        this.#host.send({ type: 'data-progress', requestId, label, done, total });
      const dataset = await loadData(source, files, this.#host.pageUrl, onProgress);
      if (!isNewest()) return;
      this.#data = dataset;
      this.#host.send({ type: 'data-ready', requestId, data: summariseData(dataset) });
    };
    if (!isNewest()) return;
    try {
      await load(data);
    } catch (error) {
      this.#host.send({ type: 'data-failed', requestId, message: messageOf(error) });
      if (this.#data === null && data !== 'generated' && isNewest()) await load('generated');
    }
  }

  async #chooseBackend({ requestId, backend }: Command & { type: 'choose-backend' }): Promise<void> {
    const isNewest = () => requestId === this.#newestBackend;
    // What stands in for another says what was asked for: settings and links stay as they are.
    const choose = async (tried: typeof backend) => {
      const chosen = { ...(await chooseBackend(tried, this.#host.wasmFiles)), asked: backend };
      if (!isNewest()) return;
      this.#backend = chosen;
      this.#host.send({ type: 'backend-ready', requestId, backend: chosen });
    };
    if (!isNewest()) return;
    await this.#endRun();
    await this.#studies.endAll();
    try {
      await choose(backend);
    } catch (error) {
      this.#host.send({ type: 'backend-failed', requestId, message: messageOf(error) });
      // Without one in force the page would be of no use; one that was in force may have been left half-way.
      if (this.#backend === null && backend !== 'auto') await choose('auto');
      else if (this.#backend !== null) await chooseBackend(this.#backend.backend, this.#host.wasmFiles);
    }
  }

  async #startRun({
    checkpoint,
    config,
    go,
    runId,
    skipProbesAt = [],
  }: Command & { type: 'start-run' }): Promise<void> {
    await this.#endRun();
    try {
      const { environment, ...active } = this.#makeRun(runId, config, skipProbesAt);
      this.#active = active;
      if (checkpoint !== null) active.run.restore(checkpoint);
      await active.run.prepare((done, total) =>
        this.#host.send({ type: 'run-progress', runId, done, total }),
      );
      if (this.#active !== active) return;
      this.#host.send({ type: 'run-prepared', runId, environment });
      this.#train(active, go === 'on' ? Number.POSITIVE_INFINITY : 1);
    } catch (error) {
      const cause = hasLostWebGl() && this.#backend?.backend === 'webgl' ? 'broken' : 'refused';
      this.#host.send({ type: 'run-failed', runId, message: messageOf(error), cause });
    }
  }

  #answer(pingId: number): void {
    const run = this.#active?.run;
    const quietMs = Math.max(run?.quietMs ?? 0, this.#studies.quietMs);
    const device = run?.memory ?? { tensors: 0, bytes: 0 };
    this.#host.send({ type: 'pong', pingId, quietMs, device });
  }

  #makeRun(
    id: number,
    config: ExperimentConfig,
    skipProbesAt: readonly number[],
  ): ActiveRun & { environment: Environment } {
    const { send } = this.#host;
    const { backend, data } = this.#ground();
    const listener: RunListener = {
      onProgress: () => outbox.offer(),
      onState: (state) => send({ type: 'run-state', runId: id, state, reason: null }),
      onNotice: (message) => send({ type: 'run-notice', runId: id, message }),
      onCheckpoint(checkpoint) {
        outbox.flush();
        const lists = checkpoint.arms.map(({ values }) => values.buffer);
        send({ type: 'run-checkpoint', runId: id, checkpoint }, lists);
      },
    };
    const run = new TrainingRun(config, data, backend.backend, listener, {
      ...saveEvery(this.#host),
      skipProbesAt,
    });
    const outbox = new Outbox(
      () => run.telemetry.take(run.position),
      (telemetry) => send({ type: 'telemetry', runId: id, telemetry }),
    );
    return { id, run, outbox, environment: describeEnvironment(data, backend, this.#host) };
  }

  /** @throws Error with a sentence when there is nothing to train on */
  #ground(): StudyGround {
    const [data, backend] = [this.#data, this.#backend];
    if (data === null) throw new Error('There are no data to train on: choose some, then press Start.');
    if (backend?.backend === 'webgl' && hasLostWebGl()) throw new Error(LOST_GPU);
    if (backend === null) throw new Error('No backend has started: choose another one, then press Start.');
    return { data, backend };
  }

  #train = ({ id, run, outbox }: ActiveRun, limit: number): void => {
    const { send } = this.#host;
    const over = (reason: EndReason | null) => {
      if (this.#active?.id !== id) return;
      outbox.flush();
      send({ type: 'run-state', runId: id, state: reason === null ? 'paused' : 'finished', reason });
    };
    run.train(limit).then(over, (error: unknown) => {
      if (this.#active?.id !== id) return;
      send({ type: 'run-failed', runId: id, message: messageOf(error), cause: 'broken' });
    });
  };

  /** What the run held is gone with the GPU, and its promises may never settle: it is let go without a word to it. */
  #loseGpu(): void {
    if (this.#backend?.backend !== 'webgl') return;
    this.#studies.lose();
    this.#active = null;
    this.#host.send({ type: 'backend-lost', message: LOST_GPU });
  }

  /** Ends a run that trains, which hears nothing more from now on, or else one that waits for its turn. */
  #leaveRun(): void {
    const active = this.#active;
    this.#active = null;
    this.#enqueue(() => Promise.resolve(active?.run.dispose()).then(() => this.#endRun()));
  }

  async #endRun(): Promise<void> {
    const active = this.#active;
    this.#active = null;
    await active?.run.dispose();
  }
}

/** The commands of a run in training; those for a run that has ended are dropped before they come here. */
function actOnRun(
  active: ActiveRun,
  command: Extract<
    Command,
    {
      type:
        | 'pause-run'
        | 'resume-run'
        | 'step-run'
        | 'change-arm'
        | 'set-plan'
        | 'probe-run'
        | 'credit'
        | 'save-run'
        | 'checkpoint-kept';
    }
  >,
  train: (active: ActiveRun, limit: number) => void,
): void {
  const { run, outbox } = active;
  switch (command.type) {
    case 'pause-run':
      run.pause();
      break;
    case 'resume-run':
      train(active, Number.POSITIVE_INFINITY);
      break;
    case 'step-run':
      train(active, 1);
      break;
    case 'change-arm':
      run.change(command.change);
      break;
    case 'set-plan':
      run.setPlan(command.plan);
      break;
    case 'credit':
      outbox.credit();
      break;
    case 'save-run':
      run.save();
      break;
    case 'checkpoint-kept':
      run.noteKept(command.tookMs);
      break;
    case 'probe-run':
      run.probe(command.what);
      if (!run.isOn) train(active, 0);
      break;
    default:
      assertNever(command);
  }
}
