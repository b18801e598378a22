import { describe, expect, it } from 'vitest';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';
import { followsPreset } from '../../../../src/common/experiment/follows-preset.ts';
import { replayConfig } from '../../../../src/common/experiment/replay.ts';
import {
  planChanged,
  presetChosen,
  runWanted,
  settingsChanged,
  trainerStopped,
} from '../../../../src/page/store/actions.ts';
import { armChanged } from '../../../../src/page/store/arm-actions.ts';
import type { PageState } from '../../../../src/page/store/page-state.ts';
import {
  listDifferences,
  selectArm,
  selectCanStep,
  selectHandChangeCount,
  selectMainAction,
} from '../../../../src/page/store/selectors.ts';
import { mnist, pageAt, runOf, telemetryAt, training, withEvents } from '../samples.ts';

const finished = (reason: 'steps' | 'target' | 'all-diverged', state = training(3000)): PageState =>
  withEvents(state, { type: 'run-state', runId: 7, state: 'finished', reason });

const words = (state: PageState) =>
  listDifferences(state, state.run, state.data.inUse).map(
    ({ label, from, to }) => `${label} ${from} → ${to}`,
  );

describe('the main button', () => {
  it('starts, pauses and resumes', () => {
    expect(selectMainAction(pageAt())).toBe('start');
    expect(selectMainAction(training())).toBe('pause');
    const paused = { type: 'run-state', runId: 7, state: 'paused', reason: null } as const;
    expect(selectMainAction(withEvents(runWanted(training(), 'paused'), paused))).toBe('resume');
    expect(selectMainAction(withEvents(training(), paused)), 'told to go on meanwhile').toBe('pause');
  });

  it('goes on after the last step only when more steps are asked for', () => {
    expect(selectMainAction(finished('steps'))).toBeNull();
    expect(selectCanStep(finished('steps'))).toBe(false);
    expect(selectMainAction(planChanged(finished('steps'), { steps: 4000 }))).toBe('resume');
  });

  it('goes on after the target only when it is raised or dropped', () => {
    const state = finished('target', training(500, 'target=90'));
    expect(selectMainAction(state)).toBeNull();
    expect(selectMainAction(planChanged(state, { target: 80 }))).toBeNull();
    expect(selectMainAction(planChanged(state, { target: 95 }))).toBe('resume');
    expect(selectMainAction(planChanged(state, { target: 0 }))).toBe('resume');
  });

  it('does nothing when no arm is left, or no worker', () => {
    expect(selectMainAction(planChanged(finished('all-diverged'), { steps: 9000 }))).toBeNull();
    expect(selectMainAction(trainerStopped(training(), 'gone'))).toBeNull();
    expect(selectMainAction(trainerStopped(pageAt(), 'gone'))).toBeNull();
  });
});

describe('an arm in a run that has ended', () => {
  const planned: ArmChange = { kind: 'bn', step: 50, arm: 1, on: true };
  const replayed = withEvents(training(10, 'changes=50.B.bn:on'), {
    type: 'telemetry',
    runId: 7,
    telemetry: telemetryAt(3000, { changes: [planned] }),
  });

  it('is shown as it was trained, planned changes included', () => {
    expect(selectArm(finished('steps', replayed), 1).bn).toBe(true);
  });

  it('is shown as asked for the next run once it is edited', () => {
    const edited = armChanged(finished('steps', replayed), { ...planned, on: false }, false);
    expect(selectArm(edited, 1).bn).toBe(false);
  });
});

describe('what differs from the run', () => {
  it('is named in words', () => {
    const state = settingsChanged(training(), { depth: 5, activation: 'relu' });
    expect(words(state)).toEqual(['Hidden layers 10 → 5', 'Activation Sigmoid → ReLU']);
  });

  it('includes the arms of a preset', () => {
    expect(words(presetChosen(training(), 'too-fast'))).toEqual([
      'Activation Sigmoid → ReLU',
      'Learning rate of A 0.1 → 1',
      'Learning rate of B 0.1 → 1',
    ]);
  });

  it('is nothing after live changes and after another end', () => {
    const live = armChanged(training(), { kind: 'rate', step: 10, arm: 0, rate: 0.5 }, true);
    expect(words(planChanged(live, { steps: 50, target: 90 }))).toEqual([]);
  });

  it('is nothing when a planned change has taken effect', () => {
    const planned: ArmChange = { kind: 'bn', step: 5, arm: 1, on: true };
    const state = withEvents(training(4, 'changes=5.B.bn:on'), {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(6, { changes: [planned] }),
    });
    expect(selectArm(state, 1).bn).toBe(true);
    expect(words(state)).toEqual([]);
  });

  it('names other files, though the setting is the same', () => {
    const files = { ...mnist, source: 'files', name: 'a.gz' } as const;
    const state = training(10, '');
    const asked = { ...state.asked, data: 'files' } as const;
    const { askedKeys } = state;
    const run = { config: asked, data: files, armKeys: askedKeys };
    expect(listDifferences({ asked, askedKeys }, run, { ...files, name: 'b.gz' })).toEqual([
      { label: 'Files', from: 'a.gz', to: 'b.gz' },
    ]);
    const hashed = { ...run, data: { ...files, hash: '0123456789abcdef' } };
    expect(listDifferences({ asked, askedKeys }, hashed, { ...files, hash: 'fedcba9876543210' })).toEqual([
      { label: 'Different data', from: 'a.gz #012345', to: 'a.gz #fedcba' },
    ]);
  });
});

describe("an arm's controls", () => {
  it('show a change at once and say that it is pending', () => {
    const state = armChanged(training(), { kind: 'bn', step: 10, arm: 1, on: true }, true);
    expect(selectArm(state, 1)).toMatchObject({ bn: true, live: true, pending: true });
  });

  it('wait for a new run once the arm has diverged', () => {
    const state = withEvents(training(), {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(41, { divergences: [{ arm: 1, step: 41 }] }),
    });
    expect(selectArm(state, 1)).toMatchObject({ live: false, divergedAt: 41 });
    expect(selectArm(state, 0)).toMatchObject({ live: true, divergedAt: null });
    const edited = armChanged(state, { kind: 'rate', step: 41, arm: 1, rate: 0.3 }, false);
    expect(selectArm(edited, 1).rate).toBe(0.3);
    expect(words(edited)).toEqual(['Learning rate of B 0.1 → 0.3']);
  });

  it('wait for a new run once the run is over', () => {
    expect(selectArm(finished('steps'), 0).live).toBe(false);
    expect(selectArm(planChanged(finished('steps'), { steps: 4000 }), 0).live).toBe(true);
  });
});

describe('the preset', () => {
  it('is followed whatever the seed, the data and the end are', () => {
    expect(followsPreset(pageAt('preset=too-fast&seed=9&data=generated&steps=50').asked)).toBe(true);
    expect(followsPreset(pageAt('preset=too-fast&depth=9').asked)).toBe(false);
    expect(followsPreset(pageAt('arms=bn:0.2,plain:0.1').asked)).toBe(false);
  });

  it('leaves the data and the backend as they are when it is chosen', () => {
    const { asked } = presetChosen(pageAt('data=generated&backend=cpu&depth=3'), 'no-drama');
    expect(asked).toMatchObject({ preset: 'no-drama', depth: 10, data: 'generated', backend: 'cpu' });
  });
});

describe('a run with changes by hand', () => {
  it('can be repeated: those made, and those still planned', () => {
    const state = withEvents(training(4, 'changes=5.B.bn:on,900.B.bn:off'), {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(20, {
        changes: [
          { kind: 'bn', step: 5, arm: 1, on: true },
          { kind: 'rate', step: 12, arm: 0, rate: 0.5 },
        ],
      }),
    });
    expect(selectHandChangeCount(state)).toBe(1);
    const { record } = runOf(state);
    expect(record && replayConfig(record).changes).toEqual([
      { kind: 'bn', step: 5, arm: 1, on: true },
      { kind: 'rate', step: 12, arm: 0, rate: 0.5 },
      { kind: 'bn', step: 900, arm: 1, on: false },
    ]);
  });
});
