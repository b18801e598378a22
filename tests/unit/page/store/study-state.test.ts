import { describe, expect, it } from 'vitest';
import { ladderArmToggled } from '../../../../src/page/store/study-actions.ts';
import { ladderChoices, studyAsked } from '../../../../src/page/store/study-state.ts';
import { pageAt } from '../samples.ts';

/** A page with some arms, some of them left out of the ladder. */
const pageWith = (arms: string, ...leftOut: readonly number[]) => {
  const page = pageAt(`arms=${arms}`);
  return leftOut.reduce((state, arm) => ladderArmToggled(state, page.askedKeys[arm] as number), page);
};
const rowsOf = (page: ReturnType<typeof pageWith>) =>
  studyAsked(page, 'ladder').base.arms.map(({ bn }) => (bn ? 'bn' : 'plain'));

describe('the arms of a ladder', () => {
  it('are those of the experiment, and one where they differ by rate alone', () => {
    const page = pageWith('bn:0.1,bn:0.5,plain:0.1');
    expect(ladderChoices(page).map(({ key }) => key)).toEqual([page.askedKeys[0], page.askedKeys[2]]);
    expect(rowsOf(page)).toEqual(['bn', 'plain']);
  });

  it('leave out with an arm those that differ from it by rate alone', () => {
    const page = pageWith('bn:0.1,bn:0.5,plain:0.1', 0);
    expect(ladderChoices(page).map(({ isTaken }) => isTaken)).toEqual([false, true]);
    expect(rowsOf(page)).toEqual(['plain']);
  });

  it('are all of them where none would be left', () => {
    const page = pageWith('bn:0.1,plain:0.1', 0, 1);
    expect(ladderChoices(page).every(({ isTaken }) => isTaken)).toBe(true);
    expect(rowsOf(page)).toEqual(['bn', 'plain']);
  });
});
