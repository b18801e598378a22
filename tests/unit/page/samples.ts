import { parseLink } from '../../../src/common/experiment/link.ts';
import type { Environment, Telemetry } from '../../../src/common/experiment/metrics.ts';
import type { BackendSummary, DataSummary, WorkerEvent } from '../../../src/common/protocol/events.ts';
import { runStarted } from '../../../src/page/store/actions.ts';
import { applyEvent } from '../../../src/page/store/apply-event.ts';
import { initialState, type PageState, type RunState } from '../../../src/page/store/page-state.ts';

/** The page as a link would open it. */
export const pageAt = (link = ''): PageState => initialState(parseLink(new URLSearchParams(link)));

export const mnist: DataSummary = {
  source: 'mnist',
  name: 'MNIST (60,000 + 10,000)',
  trainCount: 60_000,
  testCount: 10_000,
  note: null,
  sampleImages: new Uint8Array(784),
  sampleLabels: new Uint8Array(1),
};

export const generated: DataSummary = {
  ...mnist,
  source: 'generated',
  name: 'Generated digits',
  note: 'No MNIST here.',
};

export const wasm: BackendSummary = {
  asked: 'auto',
  backend: 'wasm',
  reason: 'There is no GPU.',
  renderer: 'WebAssembly with SIMD',
  slow: false,
};

export const environment: Environment = {
  appVersion: '0.1.0',
  backend: 'wasm',
  backendReason: 'There is no GPU.',
  renderer: 'WebAssembly with SIMD',
  data: mnist.name,
  platform: 'test',
  startedAt: '2025-01-01T00:00:00.000Z',
};

export function telemetryAt(step: number, more: Partial<Telemetry> = {}): Telemetry {
  return {
    step,
    elapsedMs: 10 * step,
    stepsPerSecond: 100,
    train: [],
    tests: [],
    changes: [],
    divergences: [],
    snapshots: [],
    stepSizes: [],
    ribbons: [],
    ...more,
  };
}

export const withEvents = (state: PageState, ...events: WorkerEvent[]): PageState =>
  events.reduce(applyEvent, state);

/** A page with a run that trains, id 7, at a step. */
export function training(step = 10, link = ''): PageState {
  return withEvents(
    runStarted(pageAt(link), 7, 'on'),
    { type: 'run-prepared', runId: 7, environment },
    { type: 'run-state', runId: 7, state: 'training', reason: null },
    { type: 'telemetry', runId: 7, telemetry: telemetryAt(step) },
  );
}

/** The run of a page that has one. */
export function runOf({ run }: PageState): RunState {
  if (run === null) throw new Error('The page has no run.');
  return run;
}
