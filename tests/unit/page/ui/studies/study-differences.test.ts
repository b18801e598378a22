import { describe, expect, test } from 'vitest';
import { planChanged, settingsChanged } from '../../../../../src/page/store/actions.ts';
import {
  armAdded,
  armChanged,
  armLookChanged,
  armNormChanged,
} from '../../../../../src/page/store/arm-actions.ts';
import type { PageState } from '../../../../../src/page/store/page-state.ts';
import { studySettingsChanged } from '../../../../../src/page/store/study-actions.ts';
import { studyAsked } from '../../../../../src/page/store/study-state.ts';
import { studyDifferences } from '../../../../../src/page/ui/studies/study-differences.ts';
import { pageAt } from '../../samples.ts';

const page = pageAt();
/** What the controls of a changed page ask for otherwise than before, as "label: from > to". */
const told = (kind: 'ladder' | 'repeats', changed: PageState) =>
  studyDifferences(studyAsked(changed, kind), studyAsked(page, kind)).map(
    ({ from, label, to }) => `${label}: ${from} > ${to}`,
  );
const withRate = armChanged(page, { kind: 'rate', step: 0, arm: 1, rate: 0.5 }, false);

describe('repeats', () => {
  test('nothing changed is no difference', () => expect(told('repeats', page)).toEqual([]));

  test('other seeds are told as seeds, by number and by where they begin', () => {
    expect(told('repeats', studySettingsChanged(page, { repeats: 8 }))).toEqual(['Seeds: 1 to 5 > 1 to 8']);
    expect(told('repeats', settingsChanged(page, { seed: 7 }))).toEqual(['Seeds: 1 to 5 > 7 to 11']);
  });

  test('settings, arms and the end count', () => {
    expect(told('repeats', settingsChanged(page, { batch: 20 }))).toEqual(['Batch: 100 > 20']);
    expect(told('repeats', planChanged(page, { steps: 1500 }))).toEqual([
      expect.stringMatching(/^Stop after: .* > 1,500$/),
    ]);
    expect(told('repeats', withRate)).toEqual(['Learning rate of B: 0.1 > 0.5']);
    expect(told('repeats', armAdded(page, 'copy'))).toEqual([expect.stringMatching(/^Arm C: none > /)]);
  });

  test('what a study does not read does not count: names, colours, the target, looks and ladders', () => {
    const changed = studySettingsChanged(
      planChanged(armLookChanged(page, 0, { name: 'mine', color: 3 }), { target: 95, probeEvery: 50 }),
      { ladderSteps: 100 },
    );
    expect(told('repeats', changed)).toEqual([]);
  });
});

describe('a ladder', () => {
  test('other rates and steps', () => {
    const changed = studySettingsChanged(page, {
      ladder: { from: 0.01, to: 1, count: 6 },
      ladderSteps: 200,
    });
    expect(told('ladder', changed)).toEqual([
      'Learning rates: 12 from 0.001 to 3 > 6 from 0.01 to 1',
      'Steps at each rate: 500 > 200',
    ]);
  });

  test('rates of arms, seeds to repeat and the run’s end do not count; the seed and switches do', () => {
    expect(
      told('ladder', planChanged(studySettingsChanged(withRate, { repeats: 9 }), { steps: 10 })),
    ).toEqual([]);
    expect(told('ladder', settingsChanged(page, { seed: 2 }))).toEqual(['Seed: 1 > 2']);
    expect(told('ladder', armNormChanged(page, 0, { centre: false }))).toHaveLength(1);
  });
});
