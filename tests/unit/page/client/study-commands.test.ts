import { describe, expect, it } from 'vitest';
import type { StudyKind } from '../../../../src/common/studies/study.ts';
import { memberAt } from '../../../../src/common/studies/study.ts';
import type { StudyCheckpoint } from '../../../../src/common/studies/study-checkpoint.ts';
import type { StudyTelemetry } from '../../../../src/common/studies/study-telemetry.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { environment, runOf } from '../samples.ts';
import { setUp } from './set-up.ts';

const [arm] = checkpointAt(50).arms;
/** At step 50 of the first round, of two columns. */
const checkpoint: StudyCheckpoint = {
  done: 0,
  columns: 2,
  note: null,
  elapsedMs: 500,
  round: checkpointAt(50, { arms: Array.from({ length: 4 }, () => arm as NonNullable<typeof arm>) }),
};

const telemetry = (more: Partial<StudyTelemetry> = {}): StudyTelemetry => ({
  first: 0,
  size: 4,
  round: 1,
  rounds: 2,
  step: 100,
  memberSteps: 400,
  allMemberSteps: 4000,
  elapsedMs: 1000,
  leftMs: 9000,
  note: null,
  train: [],
  tests: [{ step: 100, loss: [1, 2, 1, 2], accuracy: [0.5, 0.1, 0.6, 0.1], byBatch: null }],
  divergences: [{ arm: 3, step: 90 }],
  ...more,
});

function studied(kind: StudyKind = 'ladder', link = '') {
  const page = setUp(link);
  page.commands.startStudy(kind);
  const { study, studyId } = page.sent('start-study');
  const state = () => page.store.getState().studies[kind];
  const begin = () =>
    page.says(
      { type: 'study-begun', studyId, environment },
      { type: 'study-state', studyId, state: 'training' },
      { type: 'study-telemetry', studyId, telemetry: telemetry() },
    );
  return { ...page, study, studyId, state, begin };
}

describe('a study', () => {
  it('is of the settings in the controls, and what it finds lands in its record', () => {
    const { begin, state, study } = studied('ladder', 'ladder=0.01:1:3&ladderSteps=40&depth=4');
    expect(study).toMatchObject({ kind: 'ladder', columns: [0.01, 0.1, 1], base: { depth: 4, steps: 40 } });
    begin();
    expect(state()).toMatchObject({ phase: 'training', wants: 'on' });
    const record = state()?.record;
    expect(record?.progress).toMatchObject({ round: 1, leftMs: 9000 });
    expect(record?.members[memberAt(study, 0, 1)]?.testAccuracy.storage[0]).toBe(0.6);
    expect(record?.members[memberAt(study, 1, 1)]?.divergedAt).toBe(90);
  });

  it('gives credit for what it was told, once it is drawn', () => {
    const { begin, sent, studyId } = studied();
    begin();
    expect(sent('study-credit')).toEqual({ type: 'study-credit', studyId });
  });

  it('is of chosen arms', () => {
    const page = setUp();
    page.commands.toggleLadderArm(page.store.getState().askedKeys[1] as number);
    page.commands.startStudy('ladder');
    expect(page.sent('start-study').study.base.arms).toEqual([{ bn: true, rate: 0.1 }]);
  });

  it('pauses the run while it trains, and is stopped when the run goes on', () => {
    const page = setUp();
    const runId = page.train();
    page.commands.startStudy('repeats');
    expect(page.takeTypes()).toEqual(['pause-run', 'start-study']);
    expect(runOf(page.store.getState())).toMatchObject({ id: runId, wants: 'paused' });
    page.commands.toggle();
    expect(page.takeTypes()).toEqual(['pause-study', 'resume-run']);
    expect(page.store.getState().studies.repeats?.wants).toBe('paused');
    page.commands.resumeStudy('repeats');
    expect(page.takeTypes()).toEqual(['pause-run', 'resume-study']);
  });

  it('stops another study, and goes on with what it has when told to', () => {
    const { begin, commands, state, studyId, takeTypes, says } = studied();
    begin();
    takeTypes();
    commands.startStudy('repeats');
    expect(takeTypes()).toEqual(['pause-study', 'start-study']);
    says({ type: 'study-state', studyId, state: 'paused' });
    expect(state()).toMatchObject({ phase: 'paused', wants: 'paused' });
    expect(state()?.record?.members[0]?.testStep.length).toBe(1);
    commands.resumeStudy('ladder');
    expect(takeTypes()).toEqual(['pause-study', 'resume-study']);
  });

  it('that is finished is over: it cannot be stopped, and a new one takes its place', () => {
    const { begin, commands, says, sent, state, studyId, takeTypes } = studied();
    begin();
    says({ type: 'study-state', studyId, state: 'finished' });
    takeTypes();
    commands.pauseStudy('ladder');
    commands.resumeStudy('ladder');
    expect(takeTypes()).toEqual([]);
    commands.startStudy('ladder');
    expect(sent('start-study').studyId).not.toBe(studyId);
    expect(takeTypes()).toEqual(['start-study']);
    expect(state()?.record).toBeNull();
  });

  it('that was cleared hears no more', () => {
    const { begin, commands, says, state, studyId, takeTypes } = studied();
    begin();
    takeTypes();
    commands.clearStudy('ladder');
    expect(takeTypes()).toEqual(['end-study']);
    says({ type: 'study-telemetry', studyId, telemetry: telemetry() });
    expect(state()).toBeNull();
  });

  it('that fails says why, and what was measured stays', () => {
    const { begin, says, state, studyId } = studied();
    begin();
    says({ type: 'study-failed', studyId, message: 'It does not fit.', cause: 'refused' });
    expect(state()).toMatchObject({ phase: 'failed', wants: 'paused', message: 'It does not fit.' });
    expect(state()?.record?.members[0]?.testStep.length).toBe(1);
  });

  it('that breaks is brought back by a new worker, from where it was saved', () => {
    const page = studied();
    page.begin();
    page.says(
      { type: 'study-checkpoint', studyId: page.studyId, checkpoint },
      {
        type: 'study-telemetry',
        studyId: page.studyId,
        telemetry: telemetry({ step: 120, memberSteps: 480 }),
      },
    );
    page.says({ type: 'study-failed', studyId: page.studyId, message: 'a step threw', cause: 'broken' });
    expect(page.workers.made).toHaveLength(2);
    const again = page.sent('start-study');
    expect(again).toMatchObject({ study: page.study, checkpoint });
    expect(page.state()).toMatchObject({ id: again.studyId, phase: 'preparing', wants: 'on' });
    page.says({ type: 'study-begun', studyId: again.studyId, environment });
    expect(page.state()?.record?.progress).toMatchObject({ memberSteps: 200, step: 50 });
    expect(page.store.getState().rescue).toEqual({
      cause: 'Training broke off: a step threw.',
      outcome: 'A new one has taken its place and goes on measuring; 280 of its steps are made again.',
    });
  });

  it('begins anew where it is lost before it was saved, and says so', () => {
    const page = studied();
    page.begin();
    page.workers.newest().fail();
    const { checkpoint: from, studyId } = page.sent('start-study');
    expect(from).toBeNull();
    page.says({ type: 'study-begun', studyId, environment });
    expect(page.state()?.record?.progress.memberSteps).toBe(0);
    expect(page.store.getState().rescue?.outcome).toContain('begins measuring again');
  });

  it('that cannot be gone on with stays to be seen, says why, and can be tried again', () => {
    const page = studied();
    page.begin();
    page.says({ type: 'study-checkpoint', studyId: page.studyId, checkpoint });
    page.workers.newest().fail();
    const message = 'It was trained on other data.';
    page.says({
      type: 'study-failed',
      studyId: page.sent('start-study').studyId,
      message,
      cause: 'refused',
    });
    expect(page.state()).toMatchObject({ phase: 'kept', wants: 'paused', message });
    expect(page.state()?.record?.progress.memberSteps).toBe(200);
    expect(page.store.getState().rescue).toBeNull();
    page.commands.resumeStudy('ladder');
    expect(page.sent('start-study').checkpoint).toEqual(checkpoint);
  });

  it('is put down when the backend is changed, and goes on there when told to', () => {
    const { begin, commands, says, sent, state, studyId } = studied();
    begin();
    says({ type: 'study-checkpoint', studyId, checkpoint });
    commands.chooseBackend('cpu');
    expect(state()).toMatchObject({
      phase: 'kept',
      wants: 'paused',
      message: expect.stringContaining('backend was changed'),
    });
    // What the worker had said before it was told.
    says({ type: 'study-state', studyId, state: 'testing' });
    expect(state()?.phase).toBe('kept');
    commands.resumeStudy('ladder');
    const { studyId: id } = sent('start-study');
    says({ type: 'study-begun', studyId: id, environment: { ...environment, backend: 'cpu' } });
    expect(state()?.record?.moves).toMatchObject([{ step: 200, backend: 'cpu' }]);
  });

  it('that waits when the worker dies is left waiting, and goes on when told to', () => {
    const page = studied();
    page.begin();
    page.says({ type: 'study-checkpoint', studyId: page.studyId, checkpoint });
    page.commands.pauseStudy('ladder');
    page.says({ type: 'study-state', studyId: page.studyId, state: 'paused' });
    page.workers.newest().fail();
    expect(page.workers.newest().heard.map(({ type }) => type)).not.toContain('start-study');
    expect(page.state()).toMatchObject({ phase: 'kept', wants: 'paused' });
    page.commands.clearStudy('ladder');
    expect(page.workers.newest().heard.map(({ type }) => type)).not.toContain('end-study');
  });
});

describe('the landscape', () => {
  it('is measured of a paused run', () => {
    const { commands, sent, takeTypes, train } = setUp();
    const runId = train();
    commands.probe('ribbons');
    expect(sent('probe-run')).toEqual({ type: 'probe-run', runId, what: 'ribbons' });
    expect(takeTypes()).toEqual(['pause-run', 'probe-run']);
  });

  it('every so many steps acts on a run at once, and on the next', () => {
    const { commands, sent, store, train } = setUp();
    train();
    commands.setPlan({ probeEvery: 50 });
    expect(sent('set-plan').plan).toMatchObject({ probeEvery: 50, ribbonsEvery: 0, steps: 3000 });
    expect(store.getState().asked.probeEvery).toBe(50);
  });
});
