import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Command } from '../../../src/common/protocol/commands.ts';
import type { WorkerEvent } from '../../../src/common/protocol/events.ts';
import { WorkerSession } from '../../../src/training/trainer/worker-session.ts';
import { tinyFiles } from '../../checks/idx-files.ts';
import { tinyConfig } from '../../checks/train-tiny.ts';
import { soon } from '../../fixtures/soon.ts';

it('a lost WebGL context is told in a sentence, and only a new worker has WebGL again', async () => {
  const events: WorkerEvent[] = [];
  const session: WorkerSession = new WorkerSession({
    send: (event) => {
      events.push(event);
      if (event.type === 'telemetry')
        setTimeout(() => session.handle({ type: 'credit', runId: event.runId }));
    },
    wasmFiles: {
      'tfjs-backend-wasm.wasm': '',
      'tfjs-backend-wasm-simd.wasm': '',
      'tfjs-backend-wasm-threaded-simd.wasm': '',
    },
    pageUrl: location.origin,
    appVersion: '0.0.0',
    platform: 'a test',
  });
  const commands: Command[] = [
    { type: 'load-data', requestId: 1, data: 'files', files: [...tinyFiles] },
    { type: 'choose-backend', requestId: 2, backend: 'webgl' },
    {
      type: 'start-run',
      runId: 3,
      config: tinyConfig({ steps: 100_000, backend: 'webgl' }),
      go: 'on',
      checkpoint: null,
    },
  ];
  for (const command of commands) session.handle(command);
  const trained = () => events.some((event) => event.type === 'telemetry' && event.telemetry.step > 0);
  await soon(() => expect(trained()).toBe(true));
  const { gl } = (backend() as MathBackendWebGL).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await soon(() => expect(events.at(-1)).toMatchObject({ type: 'backend-lost' }));
  expect(events.at(-1)).toHaveProperty('message', expect.stringContaining('GPU away'));

  // Whoever starts again without a new worker is told again, and not left waiting.
  session.handle({
    type: 'start-run',
    runId: 4,
    config: tinyConfig({ backend: 'webgl' }),
    go: 'on',
    checkpoint: null,
  });
  await soon(() => expect(events.at(-1)).toMatchObject({ type: 'run-failed', runId: 4, cause: 'broken' }));
  session.handle({ type: 'choose-backend', requestId: 5, backend: 'cpu' });
  await soon(() => expect(events.at(-1)).toMatchObject({ type: 'backend-ready', requestId: 5 }));
});
