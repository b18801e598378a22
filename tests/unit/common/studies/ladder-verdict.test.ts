import { describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../../../src/common/experiment/config.ts';
import { judgeLadder } from '../../../../src/common/studies/ladder-verdict.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';

const RATES = [0.01, 0.1, 1, 3.2];
const PERCENT = '\u202f%';

/** A ladder whose cells are final accuracies, `diverged`, or null for one that has not had its turn. */
function ladder(
  rows: readonly (readonly (number | 'diverged' | null)[])[],
  arms: readonly ArmConfig[] = [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ],
) {
  const config = fixtureStudyConfig('ladder', RATES, { arms: arms.slice(0, rows.length) });
  return fixtureStudy(config, (row, column) => {
    const cell = rows[row]?.[column] ?? null;
    if (cell === null) return null;
    if (cell === 'diverged') return { accuracy: [[100, 0.1]], divergedAt: 140 };
    return {
      accuracy: [
        [250, cell / 2],
        [500, cell],
      ],
    };
  });
}

describe('the verdict of a ladder', () => {
  it('names the largest usable rates and how far they are apart', () => {
    const { detail, headline } = judgeLadder(
      ladder([
        [0.91, 0.95, 0.96, 0.3],
        [0.9, 'diverged', 0.1, 0.1],
      ]),
    );
    expect(headline).toBe(
      `Largest usable rate (90${PERCENT} after 500 steps, seed 1): batch normalization 1, the plain net 0.01: 100 times.`,
    );
    expect(detail).toBe(
      'Best test accuracy: batch normalization 96.0\u202f% at 1, the plain net 90.0\u202f% at 0.01. For batch normalization the next rate up, 3.2, is not usable. For the plain net the next rate up, 0.1, is not usable.',
    );
  });

  it('gives no factor where one arm is usable nowhere, and names its best', () => {
    const { detail, headline, rows } = judgeLadder(
      ladder([
        [0.91, 0.95, 0.3, 0.3],
        [0.11, 0.12, 'diverged', 0.1],
      ]),
    );
    expect(headline).toBe(
      `Largest usable rate (90${PERCENT} after 500 steps, seed 1): batch normalization 0.1, the plain net none.`,
    );
    expect(detail).toContain(
      `The plain net is usable at none of the 4 rates from 0.01 to 3.2; its best is 12.0${PERCENT}, at 0.1.`,
    );
    expect(rows[1]?.largest).toBeNull();
  });

  it('says so where no rate is usable at all', () => {
    const { headline } = judgeLadder(
      ladder([
        [0.5, 0.6, 0.3, 0.3],
        ['diverged', 'diverged', 'diverged', 'diverged'],
      ]),
    );
    expect(headline).toBe(`No rate is usable (90${PERCENT} after 500 steps, seed 1).`);
  });

  it('says so where the ladder ends before a limit', () => {
    const { detail, headline } = judgeLadder(
      ladder([
        [0.91, 0.95, 0.96, 0.96],
        [0.91, 0.3, 0.3, 0.3],
      ]),
    );
    expect(headline).toContain('batch normalization 3.2 or more, the plain net 0.01: at least 320 times.');
    expect(detail).toContain(
      'For batch normalization the ladder ends before its limit is reached: let it go further up.',
    );
  });

  it('compares nothing where the ladder ends before both limits', () => {
    const { headline } = judgeLadder(
      ladder([
        [0.91, 0.95, 0.96, 0.96],
        [0.91, 0.95, 0.3, 0.91],
      ]),
    );
    expect(headline).toMatch(/: batch normalization 3\.2 or more, the plain net 3\.2 or more\.$/);
  });

  it('says that a limit is not sharp where a lower rate is not usable', () => {
    const { detail, rows } = judgeLadder(
      ladder([
        [0.91, 0.3, 0.96, 0.2],
        [0.91, 0.3, 0.3, 0.3],
      ]),
    );
    expect(rows[0]).toMatchObject({ largest: 2, holes: [1] });
    expect(detail).toContain('Below its largest one, 0.1 is not usable: its limit is not a sharp one.');
  });

  it('does not take rates that are too low to get anywhere for a hole', () => {
    expect(judgeLadder(ladder([[0.3, 0.95, 0.96, 0.2]])).rows[0]?.holes).toEqual([]);
  });

  it('tells where the plain net goes as far, or further', () => {
    const same = judgeLadder(
      ladder([
        [0.95, 0.95, 0.2, 0.2],
        [0.95, 0.95, 0.2, 0.2],
      ]),
    );
    expect(same.headline).toContain('batch normalization 0.1, the plain net 0.1: the same');
    const further = judgeLadder(
      ladder([
        [0.95, 0.2, 0.2, 0.2],
        [0.95, 0.95, 0.2, 0.2],
      ]),
    );
    expect(further.headline).toContain('batch normalization 0.01, the plain net 0.1: 10 times');
    expect(further.detail).toMatch(/^Here the plain net goes further than batch normalization\. /);
    expect(same.detail).not.toContain('further');
  });

  it('claims no more than is trained', () => {
    expect(
      judgeLadder(
        ladder([
          [null, null, null, null],
          [null, null, null, null],
        ]),
      ).headline,
    ).toBe('No rate is trained to the end yet.');
    const { detail, headline } = judgeLadder(
      ladder([
        [0.95, 0.95, null, null],
        [0.95, 0.2, null, null],
      ]),
    );
    expect(headline).toContain('So far the largest usable rate');
    expect(detail).toBe(
      'Best test accuracy so far: batch normalization 95.0\u202f% at 0.01, the plain net 95.0\u202f% at 0.01. For batch normalization the next rate up, 1, is not trained to the end yet. For the plain net the next rate up, 0.1, is not usable.',
    );
  });

  it('goes by the threshold it is given, exactly', () => {
    const record = ladder([
      [0.8996, 0.95, 0.85, 0.3],
      [0.3, 0.2, 0.1, 0.1],
    ]);
    expect(judgeLadder(record, 0.8).rows.map(({ largest }) => largest)).toEqual([2, null]);
    expect(judgeLadder(record, 0.95).rows.map(({ largest }) => largest)).toEqual([1, null]);
    const near = [0.8996, 0.8999999999999998].map((accuracy) => ladder([[accuracy, 0.2, 0.2, 0.2]]));
    expect(near.map((one) => judgeLadder(one, 0.9).rows[0]?.largest)).toEqual([null, 0]);
  });

  it('judges one arm, and more than two', () => {
    expect(judgeLadder(ladder([[0.91, 0.3, 0.3, 0.3]])).headline).toBe(
      `Largest usable rate (90${PERCENT} after 500 steps, seed 1): batch normalization 0.01.`,
    );
    const three = judgeLadder(
      ladder(
        [
          [0.91, 0.95, 0.3, 0.3],
          [0.91, 0.3, 0.3, 0.3],
          [0.91, 0.95, 0.95, 0.3],
        ],
        [
          { bn: true, rate: 0.1 },
          { bn: false, rate: 0.1 },
          { bn: true, rate: 0.1, norm: { kind: 'layer' } },
        ],
      ),
    );
    expect(three.headline).toContain('batch normalization 0.1, the plain net 0.01, layer normalization 1.');
  });

  it('always says that one seed is one seed, and how coarse the ladder is', () => {
    expect(judgeLadder(ladder([[0.91, 0.3, 0.3, 0.3]])).caveat).toContain(
      `One seed (1), 500 steps, usable from 90${PERCENT}, and rates about 6.8 times apart`,
    );
  });
});
