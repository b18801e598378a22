import { describe, expect, it } from 'vitest';
import { values } from '../../../../src/common/lib/series.ts';
import { buildStudyFile, recordOfStudyFile } from '../../../../src/common/studies/study-file.ts';
import { isComplete } from '../../../../src/common/studies/study-record.ts';
import { readStudyRow } from '../../../../src/page/persist/read-stored-study.ts';
import { studyRowOf } from '../../../../src/page/persist/study-row.ts';
import { smallStudy } from '../../../fixtures/small-study.ts';

describe.each(['ladder', 'repeats'] as const)('a file of %s', (kind) => {
  const written = () => JSON.parse(JSON.stringify(buildStudyFile(smallStudy(kind))));

  it('gives the study that was written: written again, it is the same', () => {
    const record = recordOfStudyFile(written());
    expect(JSON.parse(JSON.stringify(buildStudyFile(record)))).toEqual(written());
    expect([record.config, isComplete(record)]).toEqual([smallStudy(kind).config, false]);
  });

  it('can be kept in the browser’s store and read back, even with a test that has no score', () => {
    const file = written();
    file.members[0].testAccuracy[0] = null;
    const record = recordOfStudyFile(file);
    const row = readStudyRow('key', studyRowOf('key', record, 'writer', 0));
    expect(row.damage).toBeNull();
    expect(
      Array.from(values(record.members[0]?.testStep ?? { length: 0, storage: new Float64Array() })),
    ).toEqual([4]);
  });
});
