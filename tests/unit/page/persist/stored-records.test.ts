import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunFile } from '../../../../src/common/experiment/read-run-file.ts';
import { rewind } from '../../../../src/common/experiment/rewind.ts';
import { buildRunFile } from '../../../../src/common/experiment/run-file.ts';
import { type RunRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { bytesOfAll, MOST_SNAPSHOTS, SNAPSHOT_BYTES } from '../../../../src/common/experiment/snapshots.ts';
import { type ReadRun, readHeader, readRun } from '../../../../src/page/persist/read-stored.ts';
import { headerOf } from '../../../../src/page/persist/run-store.ts';
import { curvesOf } from '../../../../src/page/persist/store-curves.ts';
import { experimentWords, outcomeWords } from '../../../../src/page/ui/kept/kept-words.ts';
import { momentWords } from '../../../../src/page/ui/kept/moment-words.ts';
import { columnsOf } from '../../../checks/train-tiny.ts';
import { propertyCases } from '../../../depth.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { keptRun } from '../../../fixtures/kept-runs.ts';
import { lookAtAll } from '../../../fixtures/look-at-all.ts';
import { mutatedRows } from '../../../fixtures/row-mutations.ts';
import { smallCheckpoint, smallRecord, smallTelemetry } from '../../../fixtures/small-record.ts';

const record = smallRecord();
const { config } = record;
const checkpoint = smallCheckpoint();
const rowsOf = (own: RunRecord) => ({
  curves: curvesOf('a', own),
  weights: { key: 'a', checkpoint },
  looks: own.snapshots.map((snapshot) => ({ key: 'a', step: snapshot.step, snapshot })),
});
const good = rowsOf(record);
const cases = propertyCases();

function expectSentences(text: string): void {
  if (!/^[A-Z0-9][^\n]*\.$/.test(text) || text.length > 600) expect(text.slice(0, 700)).toBe('sentences');
}

/** Sees to it that a record can be stored again, and is then what it was. */
function storeAgain(own: RunRecord): void {
  const { checkpoint: _, damage, record: again } = readRun(config, rowsOf(own));
  if (damage !== null && !/^Its weights could not be read/.test(damage)) expect(damage).toBeNull();
  expectSame(again && columnsOf(again), columnsOf(own));
}

/** Sees to it that a record can be drawn, and exported as a file that can be read. */
function use(own: RunRecord): void {
  lookAtAll(own);
  const file = readRunFile(JSON.stringify(buildRunFile(own)));
  if ('error' in file) expect(file.error).toBe('a run file');
}

/** Holds what was read of any rows to what the page needs of it; gives how much was read. */
function check({ checkpoint: from, damage, record: read }: ReadRun): 'whole' | 'in part' | 'not shown' {
  if (damage !== null) expectSentences(damage);
  if (read === null) {
    expect([from, damage]).toEqual([null, expect.any(String)]);
    return 'not shown';
  }
  storeAgain(read);
  return damage === null ? 'whole' : 'in part';
}

/** The record after it has gone on for two steps from its checkpoint. */
function goneOn(read: RunRecord, from: NonNullable<ReadRun['checkpoint']>): RunRecord {
  const { record: stand } = rewind(read, from);
  const { elapsedMs, step } = stand;
  const grown = recordTelemetry(stand, { ...smallTelemetry(step, step + 2), elapsedMs });
  for (const [index, arm] of grown.arms.entries()) {
    const before = stand.arms[index];
    const more = before?.divergedAt === null ? 2 : 0;
    if (arm.divergedAt === null) expect(arm.step.length).toBe((before?.step.length ?? 0) + more);
  }
  return grown;
}

describe('a stored run', () => {
  it('that is whole is read as it was', () => {
    const { damage, ...read } = readRun(config, structuredClone(good));
    expect(damage).toBeNull();
    expect(read.checkpoint).toEqual(checkpoint);
    expect({ ...read.record, arms: read.record && columnsOf(read.record) }).toEqual({
      ...record,
      arms: columnsOf(record),
    });
    if (read.record) storeAgain(goneOn(read.record, checkpoint));
  });

  it('of which anything was changed can be stored again as far as it is shown, and says what is missing', () => {
    const seen = { whole: 0, 'in part': 0, 'not shown': 0 };
    fc.assert(
      fc.property(mutatedRows(good), (rows) => {
        seen[check(readRun(config, rows))] += 1;
      }),
      cases,
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(cases.numRuns / 25);
  });

  it('of which anything was changed can be drawn and exported as far as it is shown, where it stands and where it goes on', () => {
    fc.assert(
      fc.property(mutatedRows(good), (rows) => {
        const { checkpoint: from, record: read } = readRun(config, rows);
        if (read === null) return;
        use(read);
        if (from === null) return;
        const grown = goneOn(read, from);
        storeAgain(grown);
        use(grown);
      }),
      propertyCases(600),
    );
  });

  // Both were once found by mutation.
  it('with training curves in double precision is not shown: it would be stored again as another', () => {
    const rows = structuredClone(good);
    const [arm] = rows.curves.arms;
    if (arm) Object.assign(arm, { trainLoss: new Float64Array(arm.trainLoss) });
    expect(readRun(config, rows)).toMatchObject({ record: null, damage: expect.any(String) });
  });

  it('with a renderer of any length in one of its moves is not shown', () => {
    const move = { step: 1, backend: 'cpu', renderer: 'x'.repeat(100_000) };
    const rows = { ...good, curves: { ...good.curves, moves: [move] } };
    expect(readRun(config, rows)).toMatchObject({ record: null, damage: expect.any(String) });
  });

  it('may have figures of any size that a network has, and none at all', () => {
    for (const figure of [1e45, -1e45, 1e-300, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const rows = structuredClone(good);
      for (const arm of rows.curves.arms) {
        arm.testLoss.fill(figure);
        arm.byBatchLoss.fill(figure);
      }
      const { damage, record: read } = readRun(config, rows);
      expect(damage).toBeNull();
      if (read) lookAtAll(read);
    }
  });
});

describe('what is read of a stored run is bounded', () => {
  it('where a list is as long as a list can be', () => {
    const vast = new Array(4e9);
    const curves = { ...good.curves, stepSizes: vast };
    expect(readRun(config, { ...good, curves }).record).toBeNull();
    const weights = { key: 'a', checkpoint: { ...checkpoint, arms: vast } };
    expect(readRun(config, { ...good, weights }).damage).toMatch(/cannot train on/);
  });

  it('where there are more looks inside the layers than a run has', () => {
    const [look] = good.looks;
    if (look === undefined) throw new Error('There is no look.');
    const curves = { ...curvesOf('a', record), step: 5000 };
    const looks = Array.from({ length: 4000 }, (_, step) => ({
      key: 'a',
      step,
      snapshot: { ...look.snapshot, step, landmark: false },
    }));
    const { damage, record: read } = readRun(config, { curves, weights: undefined, looks });
    expect(read?.snapshots.length).toBeLessThanOrEqual(MOST_SNAPSHOTS);
    expect(bytesOfAll(read?.snapshots ?? [])).toBeLessThanOrEqual(SNAPSHOT_BYTES);
    expect(read?.snapshots.at(-1)?.step).toBe(3999);
    expect(damage).toMatch(/^3400 of its looks/);
  });

  it('where a run says that it has more steps than a run can have', () => {
    const curves = { ...good.curves, step: 1e15 };
    expect(readRun(config, { ...good, curves }).record).toBeNull();
  });
});

describe('a row of the list', () => {
  const run = { key: 'a', name: 'Run 1', record, outcome: 'unfinished' as const, checkpoint };
  const row = headerOf(run, undefined, 'tab 1', 4000);

  it('of which anything was changed is shown or named, and tells nothing of another run', () => {
    const seen = { shown: 0, 'in part': 0, 'not shown': 0 };
    fc.assert(
      fc.property(mutatedRows({ row }), ({ row: given }) => {
        const read = readHeader('a', given);
        if (read.damage !== null) expectSentences(read.damage);
        if (!('header' in read)) {
          expect(read).toEqual({ key: 'a', damage: expect.any(String) });
          seen['not shown'] += 1;
          return;
        }
        expect(read.header.key).toBe('a');
        expect(read.header.arms).toHaveLength(read.config.arms.length);
        const { changes = [] } = read.header;
        const shown = keptRun(1, { ...read.header, changes, config: read.config });
        const words = [experimentWords(shown.config), outcomeWords(shown)];
        words.push(momentWords(shown.startedAt, new Date(2026, 1, 3)));
        expect(words.join(' · ').length).toBeLessThan(300);
        seen[read.damage === null ? 'shown' : 'in part'] += 1;
      }),
      cases,
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(cases.numRuns / 150);
  });

  it('of another version, or under a key that is not its own, is not taken for one of ours', () => {
    for (const given of [{ ...row, version: 2 }, { ...row, key: 'b' }, undefined, null, 7, 'row']) {
      expect(readHeader('a', given)).toEqual({ key: 'a', damage: expect.stringMatching(/deleted\.$/) });
    }
  });
});
