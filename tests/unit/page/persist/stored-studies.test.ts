import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunFile } from '../../../../src/common/experiment/read-run-file.ts';
import { buildRunFile } from '../../../../src/common/experiment/run-file.ts';
import { newRecord } from '../../../../src/common/experiment/run-record.ts';
import type { StudyKind } from '../../../../src/common/studies/study.ts';
import { rewindStudy } from '../../../../src/common/studies/study-checkpoint.ts';
import { buildStudyFile } from '../../../../src/common/studies/study-file.ts';
import { recordStudyTelemetry, type StudyRecord } from '../../../../src/common/studies/study-record.ts';
import { readStudyCheckpoint, readStudyRow } from '../../../../src/page/persist/read-stored-study.ts';
import type { StudyRow } from '../../../../src/page/persist/stored-study-shapes.ts';
import { studyRowOf } from '../../../../src/page/persist/study-row.ts';
import { propertyCases } from '../../../depth.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { lookAtStudy } from '../../../fixtures/look-at-study.ts';
import { mutatedRows } from '../../../fixtures/row-mutations.ts';
import { plainStudy, smallStudy, smallStudyCheckpoint } from '../../../fixtures/small-study.ts';

const KINDS = ['ladder', 'repeats'] as const satisfies readonly StudyKind[];
const studies = { ladder: smallStudy('ladder'), repeats: smallStudy('repeats') };
const checkpoint = smallStudyCheckpoint();
const rowOf = (record: StudyRecord): StudyRow => studyRowOf('a', record, 'tab 1', 24);
const rows = { ladder: rowOf(studies.ladder), repeats: rowOf(studies.repeats) };
const weights = { key: 'a', checkpoint };
const cases = propertyCases(12_000);
/** Each of them is drawn. */
const fewer = propertyCases(2000);

/** A row of either kind, with anything in it changed. */
const anyRow = fc.oneof(...KINDS.map((kind) => mutatedRows({ row: rows[kind] }))).map(({ row }) => row);

/** Sees to it that a record is stored and read as it is. */
function storeAgain(record: StudyRecord): void {
  const { damage, ...read } = readStudyRow('a', structuredClone(rowOf(record)));
  if (damage !== null) expect(damage).toBeNull();
  if (!('record' in read)) throw new Error('It was not read.');
  expectSame(plainStudy(read.record), plainStudy(record));
}

/** Sees to it that a record can be drawn, and exported as a file that can be read. */
function use(record: StudyRecord): void {
  lookAtStudy(record);
  const { base, kind } = record.config;
  const run = newRecord(base, record.environment);
  const file = readRunFile(JSON.stringify(buildRunFile(run, { [kind]: buildStudyFile(record) })));
  if ('error' in file) expect(file.error).toBe('a run file');
}

/** The record after the round under way has gone on to its end from a checkpoint. */
function goneOn(record: StudyRecord, from: typeof checkpoint): StudyRecord {
  const stand = rewindStudy(record, from);
  const { config, progress } = stand;
  const { first, size, step } = progress;
  const { steps } = config.base;
  const figures = Float32Array.from({ length: size * (steps - step) }, () => 0.5);
  const each = Array.from({ length: size }, () => 0.9);
  return recordStudyTelemetry(stand, {
    ...progress,
    step: steps,
    memberSteps: (first + size) * steps,
    train: [{ firstStep: step + 1, loss: figures, accuracy: figures }],
    tests: [{ step: steps, loss: each, accuracy: each, byBatch: null }],
    divergences: [],
  });
}

describe.each(KINDS)('a stored study (%s)', (kind) => {
  const record = studies[kind];

  it('that is whole is read as it was, with its weights', () => {
    const read = readStudyRow('a', structuredClone(rows[kind]));
    expect(read).toMatchObject({ key: 'a', kind, damage: null, bytes: rows[kind].bytes });
    if (!('record' in read)) throw new Error('It was not read.');
    expect(plainStudy(read.record)).toEqual(plainStudy(record));
    expect(readStudyCheckpoint(structuredClone(weights), read.record)).toEqual(checkpoint);
    storeAgain(rewindStudy(read.record, checkpoint));
    use(read.record);
  });

  it('goes on from its weights as it would have', () => {
    const grown = goneOn(record, checkpoint);
    expect(grown.members.map(({ step }) => step.length)).toEqual([4, 2, 4, 4, 0, 0]);
    storeAgain(grown);
    use(grown);
  });
});

describe('a stored study of which anything was changed', () => {
  it('can be stored again where it is shown, and else says in a sentence why not', () => {
    const seen = { shown: 0, 'not read': 0, 'no fit': 0 };
    fc.assert(
      fc.property(anyRow, (row) => {
        const read = readStudyRow('a', row);
        if (read.damage === null) {
          expect(read.key).toBe('a');
          storeAgain(read.record);
          seen.shown += 1;
          return;
        }
        expect(Object.keys(read)).toEqual(['key', 'damage']);
        if (
          !/^What was stored [^\n]*\. It can only be deleted\.$/.test(read.damage) ||
          read.damage.length > 400
        )
          expect(read.damage).toBe('sentences');
        seen[read.damage.includes('cannot be read') ? 'not read' : 'no fit'] += 1;
      }),
      cases,
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(cases.numRuns / 25);
  });

  it('can be drawn and exported where it is shown, where it stands and where it goes on', () => {
    const seen = { used: 0, 'gone on': 0 };
    fc.assert(
      fc.property(anyRow, (row) => {
        const read = readStudyRow('a', row);
        if (read.damage !== null) return;
        use(read.record);
        seen.used += 1;
        const from = readStudyCheckpoint(weights, read.record);
        if (from === null) return;
        const grown = goneOn(read.record, from);
        storeAgain(grown);
        use(grown);
        seen['gone on'] += 1;
      }),
      fewer,
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(fewer.numRuns / 10);
  });
});

it('weights of which anything was changed put the study back to where it can be stored, or are left out', () => {
  const seen = { fits: 0, none: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), mutatedRows(weights), (kind, row) => {
      const from = readStudyCheckpoint(row, studies[kind]);
      if (from !== null) storeAgain(rewindStudy(studies[kind], from));
      seen[from === null ? 'none' : 'fits'] += 1;
    }),
    cases,
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(cases.numRuns / 25);
});
