import type { ExperimentConfig } from '../../src/common/experiment/config.ts';
import type { LayerSnapshot } from '../../src/common/experiment/layer-snapshot.ts';
import type { Telemetry } from '../../src/common/experiment/metrics.ts';
import { createRng } from '../../src/common/lib/rng.ts';
import { parseCommand } from '../../src/common/protocol/commands.ts';
import type { WorkerEvent } from '../../src/common/protocol/events.ts';
import { fixtureEnvironment } from '../../tests/fixtures/record.ts';
import { fixtureSnapshot } from '../../tests/fixtures/snapshot.ts';

/** A run is told of this many steps at once at first, and then as a fast machine tells of them. */
const PAST_STEPS = 100_000;
const PAST_BATCH = 5000;
const LIVE_BATCH = 50;
const LIVE_MS = 100;
/** Of the live batches so many hold a look inside the layers. */
const LOOK_EVERY = 5;
/** Units followed one by one where 32 arms have 20 layers. */
const FOLLOWED = 8;

const send = (event: WorkerEvent) => globalThis.postMessage(event);
const rng = createRng(1, 'large');

globalThis.onmessage = ({ data }: MessageEvent<unknown>) => {
  const command = parseCommand(data);
  if (command.type === 'load-data') {
    const none = new Uint8Array(784);
    send({
      type: 'data-ready',
      requestId: command.requestId,
      data: {
        source: 'generated',
        name: 'made up',
        trainCount: 1,
        testCount: 1,
        note: null,
        sampleImages: none,
        sampleLabels: new Uint8Array(1),
      },
    });
  } else if (command.type === 'choose-backend') {
    const { backend: asked, requestId } = command;
    const backend = {
      asked,
      backend: 'cpu',
      reason: 'A made-up run.',
      renderer: 'none',
      slow: false,
    } as const;
    send({ type: 'backend-ready', requestId, backend });
  } else if (command.type === 'start-run') startRun(command.runId, command.config);
  else if (command.type === 'credit') credit();
};

let credit = (): void => undefined;

function startRun(runId: number, config: ExperimentConfig): void {
  const look = makeLooks(config);
  let step = 0;
  let batches = 0;
  const next = () => {
    const isPast = step < PAST_STEPS;
    const to = step + (isPast ? PAST_BATCH : LIVE_BATCH);
    const looks = isPast ? [step, step + PAST_BATCH / 2] : batches % LOOK_EVERY === 0 ? [to] : [];
    send({ type: 'telemetry', runId, telemetry: telemetryOf(config, step, to, looks.map(look)) });
    step = to;
    batches += 1;
  };
  credit = () => setTimeout(next, step < PAST_STEPS ? 0 : LIVE_MS);
  send({ type: 'run-prepared', runId, environment: fixtureEnvironment });
  send({ type: 'run-state', runId, state: 'training', reason: null });
  next();
}

/** Looks that are all alike, but each in memory of its own. */
function makeLooks(config: ExperimentConfig): (step: number) => LayerSnapshot {
  const few = { ...config, width: FOLLOWED, arms: config.arms.slice(0, 2) };
  const { arms, ...rest } = fixtureSnapshot(few, 0, (arm) => arm === 0);
  return (step) => ({
    ...rest,
    step,
    landmark: step === 0,
    arms: config.arms.map(({ bn }) => structuredClone(arms[bn ? 0 : 1] ?? null)),
  });
}

function telemetryOf(
  { arms }: ExperimentConfig,
  from: number,
  to: number,
  snapshots: readonly LayerSnapshot[],
): Telemetry {
  const values = (to - from) * arms.length;
  const learnt = 1 - Math.exp(-to / 4000);
  const accuracies = arms.map((_, arm) => 0.1 + 0.8 * learnt - 0.01 * arm);
  return {
    step: to,
    elapsedMs: to,
    stepsPerSecond: 500,
    train: [
      {
        firstStep: from + 1,
        loss: Float32Array.from({ length: values }, () => 0.2 + rng.uniform()),
        accuracy: Float32Array.from({ length: values }, () => 0.8 + 0.1 * rng.uniform()),
      },
    ],
    tests: [{ step: to, loss: arms.map(() => 0.3), accuracy: accuracies, byBatch: null }],
    changes: [],
    divergences: [],
    snapshots: [...snapshots],
    stepSizes: [],
    ribbons: [],
  };
}
