import { describe, expect, it } from 'vitest';
import type { ArmChange, ExperimentConfig } from '../../../../src/common/experiment/config.ts';
import {
  differencesText,
  ghostsOf,
  ownSettingsText,
  type Present,
  pinnedDifferences,
  selectPresent,
} from '../../../../src/page/store/compared-runs.ts';
import { fixtureConfig, fixtureEnvironment, fixtureRecord } from '../../../fixtures/record.ts';
import { mnist, pageAt, telemetryAt, training, withEvents } from '../samples.ts';

const bnOff: ArmChange = { kind: 'bn', step: 200, arm: 0, on: false };
const record = fixtureRecord({ step: 100 });
const now = (config: Partial<ExperimentConfig> = {}, more: Partial<Present> = {}): Present => ({
  config: fixtureConfig({ config }),
  changes: [],
  data: null,
  startedAt: null,
  ...more,
});
const words = (present: Present, then = record) => differencesText(pinnedDifferences(then, present));

describe('a pinned run’s settings, and what they became', () => {
  it('are told from then to now', () => {
    const arms = [
      { bn: true, rate: 0.5 },
      { bn: false, rate: 0.1 },
    ];
    expect(words(now({ arms, batch: 20 }))).toBe('Batch 100 → 20 · Learning rate of A 0.1 → 0.5');
    expect(words(now())).toBe('same settings');
  });

  it('arms are compared by their place, without their names and colours', () => {
    const [a, b] = record.config.arms;
    if (a === undefined || b === undefined) throw new Error('The fixture has two arms');
    expect(words(now({ arms: [{ ...a, name: 'mine', color: 3 }, b] }))).toBe('same settings');
    expect(words(now({ arms: [a] }))).toMatch(/^Arm B .*rate 0\.1 → removed$/);
    expect(words(now({ arms: [a, b, a] }))).toMatch(/^Arm C none → .*rate 0\.1$/);
  });

  it('changes count as what was done, whether by hand or by plan', () => {
    expect(words(now({}, { changes: [bnOff] }))).toBe(
      'Changes none → A: batch normalization off at step 200',
    );
    const byHand = fixtureRecord({ step: 300, changes: [bnOff] });
    expect(words(now({ changes: [bnOff] }), byHand)).toBe('same settings');
    expect(words(now({}, { changes: [bnOff] }), byHand)).toBe('same settings');
  });

  it('other files count as such', () => {
    const files = fixtureRecord({ config: { data: 'files' } });
    const from = (name: string, told: string, [hash, dataHash]: readonly (string | undefined)[] = []) =>
      words(now({ data: 'files' }, { data: { name, hash } }), {
        ...files,
        environment: { ...fixtureEnvironment, data: told, dataHash },
      });
    expect(from('digits', 'digits. Small images.')).toBe('same settings');
    expect(from('letters', 'digits')).toBe('Files digits → letters');
    const hashes = ['0123456789abcdef', 'fedcba9876543210'];
    expect(from('digits', 'digits. Small images.', hashes)).toBe(
      'Different data digits #fedcba → digits #012345',
    );
    expect(from('digits', 'digits', ['0123456789abcdef', '0123456789abcdef'])).toBe('same settings');
    expect(from('digits', 'digits', ['0123456789abcdef', undefined])).toBe('same settings');
    expect(from('letters', 'digits', hashes)).toBe('Files digits → letters');
  });

  it('other data of one name count as such whatever their source, and are told once where the source changed', () => {
    const environment = { ...fixtureEnvironment, dataHash: 'fedcba9876543210' };
    const then = { ...record, environment };
    const data = { name: environment.data, hash: '0123456789abcdef' };
    expect(words(now({}, { data }), then)).toMatch(/^Different data .* #fedcba → .* #012345$/);
    expect(words(now({ data: 'generated' }, { data }), then)).toBe('Data MNIST → Generated digits');
  });
});

describe('what pinned runs are compared with', () => {
  it('is the run there is, or what is asked for', () => {
    expect(selectPresent(pageAt('batch=20')).config.batch).toBe(20);
    const run = training(10, 'batch=20');
    const asked = { ...run, asked: { ...run.asked, batch: 50 } };
    expect(selectPresent(asked).config.batch).toBe(20);
    expect(selectPresent(asked).startedAt).toBe(run.run?.record?.environment.startedAt);
  });

  it('has the name of its own data', () => {
    const state = pageAt();
    const loaded = withEvents(state, { type: 'data-ready', requestId: state.data.requestId, data: mnist });
    expect([selectPresent(state).data, selectPresent(loaded).data]).toEqual([
      null,
      { name: mnist.name, hash: mnist.hash },
    ]);
  });

  it('keeps its parts while a run trains', () => {
    const before = training(10);
    const after = withEvents(before, { type: 'telemetry', runId: 7, telemetry: telemetryAt(20) });
    expect(after.run?.record).not.toBe(before.run?.record);
    const [one, other] = [selectPresent(before), selectPresent(after)];
    for (const part of ['config', 'changes', 'data', 'startedAt'] as const)
      expect(other[part]).toBe(one[part]);
  });
});

it('hidden runs and the present one are not drawn behind it', () => {
  const pinned = [
    { id: 1, name: 'Run 1', hidden: false, record },
    { id: 2, name: 'Run 2', hidden: true, record },
  ];
  const present = now({ batch: 20 });
  expect(ghostsOf(pinned, present)).toEqual([{ id: 1, name: 'Run 1', record, words: 'batch 100' }]);
  expect(ghostsOf(pinned, { ...present, startedAt: fixtureEnvironment.startedAt })).toEqual([]);
});

it('a legend says what a pinned run had, not what became of it', () => {
  const own = (present: Present) => ownSettingsText(pinnedDifferences(record, present));
  const [a, b] = record.config.arms;
  if (a === undefined || b === undefined) throw new Error('The fixture has two arms');
  expect(own(now({ seed: 2 }))).toBe('seed 1');
  expect(own(now({ batch: 20, arms: [{ ...a, rate: 0.5 }, b, a] }))).toMatch(
    /^batch 100, learning rate of A 0\.1, no arm C$/,
  );
  expect(own(now({ arms: [{ ...a, bn: false }, b] }))).toBe('A Batch normalization');
  expect(own(now())).toBe('same settings');
});
