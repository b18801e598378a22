import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/common/protocol/commands.ts';
import type { StudyConfig } from '../../../../src/common/studies/study.ts';
import { tinyConfig } from '../../../checks/train-tiny.ts';
import { readySession, session } from '../../../checks/worker-session.ts';

const ladder: StudyConfig = {
  kind: 'ladder',
  base: tinyConfig({ steps: 10 }),
  columns: [0.01, 0.1],
};
const begin = (studyId: number, patch: Partial<StudyConfig> = {}): Command => ({
  type: 'start-study',
  studyId,
  study: { ...ladder, ...patch },
  checkpoint: null,
});
const long = { base: { ...ladder.base, steps: 100_000 } };

describe('a study in the worker', () => {
  it('trains to its end and tells all of it', async () => {
    const { events, send, studyState } = await readySession();
    send(begin(5));
    await studyState('finished');
    const told = events.flatMap((event) => (event.type === 'study-telemetry' ? event.telemetry : []));
    expect(told.at(-1)).toMatchObject({ memberSteps: 40, allMemberSteps: 40 });
    // In two rounds, where a step of both columns takes too long on this machine.
    const tested = new Set(told.flatMap(({ tests }) => tests.map(({ step }) => step)));
    expect([...tested]).toEqual([2, 4, 6, 8, 10]);
    expect(events.find(({ type }) => type === 'study-begun')).toMatchObject({
      environment: { backend: 'wasm' },
    });
  });

  it('can be stopped before it has begun, and goes on when told to', async () => {
    const { events, send, studyState } = await readySession();
    send(begin(5));
    send({ type: 'pause-study', studyId: 5 });
    await studyState('paused');
    expect(events.some(({ type }) => type === 'study-telemetry')).toBe(false);
    send({ type: 'resume-study', studyId: 5 });
    await studyState('finished');
  });

  it('is not begun when it was ended before', async () => {
    const { events, send, studyState } = await readySession();
    send(begin(5));
    send({ type: 'end-study', studyId: 5 });
    send(begin(6));
    await studyState('finished');
    expect(events.flatMap((event) => ('studyId' in event ? event.studyId : []))).not.toContain(5);
  });

  it('lives beside a run, and ends when the backend is changed', async () => {
    const { events, send, state, studyState, until } = await readySession();
    send(begin(5, long));
    await studyState('training');
    send({ type: 'pause-study', studyId: 5 });
    await studyState('paused');
    send({ type: 'start-run', runId: 7, config: tinyConfig({ steps: 5 }), go: 'on', checkpoint: null });
    await state('finished');
    send({ type: 'choose-backend', requestId: 8, backend: 'cpu' });
    await until('backend-ready', ({ requestId }) => requestId === 8);
    const before = events.length;
    send({ type: 'resume-study', studyId: 5 });
    send(begin(9));
    await studyState('finished');
    expect(events.slice(before).some((event) => 'studyId' in event && event.studyId === 5)).toBe(false);
  });

  it('that cannot be made says why', async () => {
    const { send, until } = session();
    send(begin(5));
    expect(await until('study-failed')).toMatchObject({
      studyId: 5,
      message: expect.stringContaining('no data'),
    });
  });

  it('measures the landscape of a paused run', async () => {
    const { events, send, state, until } = await readySession();
    send({ type: 'start-run', runId: 1, config: tinyConfig(), go: 'one-step', checkpoint: null });
    await state('paused');
    send({ type: 'probe-run', runId: 1, what: 'step-size' });
    await until('telemetry', ({ telemetry }) => telemetry.stepSizes.length > 0);
    expect(events.flatMap((event) => (event.type === 'run-state' ? event.state : []))).toContain('probing');
    expect(events.flatMap((event) => (event.type === 'telemetry' ? event.telemetry.step : [])).at(-1)).toBe(
      1,
    );
  });
});
