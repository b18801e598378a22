import { expect, test } from 'vitest';
import { parseRunFile } from '../../../../src/common/experiment/run-file.ts';
import { pageRunFile } from '../../../../src/page/export/page-run-file.ts';
import { fixtureConfig, fixtureRecord } from '../../../fixtures/record.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';

const asked = fixtureConfig({});
const ladder = fixtureStudy(fixtureStudyConfig('ladder', [0.1, 1]), () => ({ accuracy: [[500, 0.9]] }));

test('there is no file before anything was measured', () => {
  expect(pageRunFile({ asked, record: null, ladder: null, repeats: null })).toBeNull();
});

test('of a study without a run it has a run of no steps, and can be read', () => {
  const file = pageRunFile({ asked, record: null, ladder, repeats: null });
  expect(file).toMatchObject({ steps: 0, ladder: { complete: true } });
  expect(file?.repeats).toBeUndefined();
  expect(parseRunFile(JSON.parse(JSON.stringify(file)))).toHaveProperty('value');
});

test('of a run and a study it has both', () => {
  const file = pageRunFile({ asked, record: fixtureRecord({ step: 30 }), ladder, repeats: null });
  expect(file).toMatchObject({ steps: 30, ladder: { kind: 'ladder' } });
});
