import { describe, expect, test } from 'vitest';
import { judgeRepeats } from '../../../../src/common/studies/repeats-verdict.ts';
import { broken, net, reaching, repeats } from '../../../fixtures/repeats.ts';
import type { MemberCurve } from '../../../fixtures/study.ts';

const NB = '\u202f';
describe('two arms that reach the threshold with every seed', () => {
  test('the ratio is the mean of logarithms with its t interval', () => {
    // Ratios 4, 4, 4, 5, 5: mean log 1.475552, sd 0.122221, t(4) 2.776: 4.37, 3.76 to 5.09.
    const { headline } = judgeRepeats(
      repeats([reaching(100, 100, 100, 100, 100), reaching(400, 400, 400, 500, 500)]),
    );
    expect(headline).toBe(
      `Batch normalization reaches 90${NB}% 4.4 times sooner; 95${NB}% interval 3.8 to 5.1 (5 seeds).`,
    );
  });

  test('it is paired: steps that differ by seed but not by ratio make a narrow interval', () => {
    // Ratios 2, 2.2, 2: mean log 0.724918, sd 0.055028, t(2) 4.303: 2.06, 1.80 to 2.37.
    const { headline } = judgeRepeats(repeats([reaching(100, 1000, 500), reaching(200, 2200, 1000)]));
    expect(headline).toContain(`2.1 times sooner; 95${NB}% interval 1.8 to 2.4 (3 seeds)`);
  });

  test('the plain net may be the one that is sooner', () => {
    const { headline } = judgeRepeats(
      repeats([reaching(400, 400, 400, 500, 500), reaching(100, 100, 100, 100, 100)]),
    );
    expect(headline).toBe(
      `The plain net reaches 90${NB}% 4.4 times sooner; 95${NB}% interval 3.8 to 5.1 (5 seeds).`,
    );
  });

  test('an interval that holds 1 is no difference', () => {
    // Ratios 2, 4, 8: mean log ln 4, sd ln 2, t(2) 4.303: 4, 0.715 to 22.4.
    const { headline } = judgeRepeats(repeats([reaching(100, 100, 100), reaching(200, 400, 800)]));
    expect(headline).toBe(
      `No clear difference: batch normalization reaches 90${NB}% 4 times sooner on average; 95${NB}% interval 0.71 to 22, which holds 1 (3 seeds).`,
    );
  });

  test('ratios that cancel out make both as soon', () => {
    const { headline } = judgeRepeats(repeats([reaching(100, 200), reaching(200, 100)]));
    expect(headline).toContain(`No clear difference: both are as soon at 90${NB}% on average`);
  });

  test('the same ratio with every seed has no interval', () => {
    const same = judgeRepeats(repeats([reaching(100, 300, 70), reaching(200, 600, 140)]));
    expect(same.headline).toBe(`Batch normalization reaches 90${NB}% 2 times sooner in each of 3 seeds.`);
    const equal = judgeRepeats(repeats([reaching(100, 300), reaching(100, 300)]));
    expect(equal.headline).toBe(
      `No difference: both networks reach 90${NB}% at the same test in each of 2 seeds.`,
    );
    expect(equal.detail).toContain('Paired by seed, both end equally good in each of 2 seeds.');
  });

  test('a bound just above 1 does not read as 1', () => {
    // Logs around 0.07, sd 0.03953, t(4) 2.776: 0.07 ± 0.0491, which is 1.021 to 1.126.
    const slow = [0.02, 0.045, 0.07, 0.095, 0.12].map((log) =>
      net(Math.round(10_000 * Math.exp(log)), 0.96, 20_000),
    );
    const record = repeats([Array(5).fill(net(10_000, 0.96, 20_000)), slow], { steps: 20_000 });
    expect(judgeRepeats(record).headline).toContain(`95${NB}% interval 1.02 to 1.1 (5 seeds)`);
  });
});

describe('the end', () => {
  const ends = (...finals: readonly number[]) => finals.map((final) => net(100, final));

  test('accuracies as mean and deviation, and their difference paired by seed', () => {
    // 96, 97, 98: 97 ± 1. 92, 94, 93: 93 ± 1. Differences 4, 3, 5: 4, sd 1, t(2) 4.303: 1.5 to 6.5.
    const { detail } = judgeRepeats(repeats([ends(0.96, 0.97, 0.98), ends(0.92, 0.94, 0.93)]));
    expect(detail).toBe(
      `Test accuracy at the end, mean ± SD: batch normalization 97.0 ± 1.0${NB}%, the plain net 93.0 ± 1.0${NB}%. ` +
        `Paired by seed, batch normalization ends 4.0 points ahead, 95${NB}% interval 1.5 to 6.5 (3 seeds).`,
    );
  });

  test('a difference whose interval holds 0 is none, with a true minus', () => {
    // Differences 2, 0, 1: 1, sd 1: -1.5 to 3.5.
    const { detail } = judgeRepeats(repeats([ends(0.94, 0.94, 0.94), ends(0.96, 0.94, 0.95)]));
    expect(detail).toContain(
      `no clear difference at the end: the plain net is 1.0 points ahead of batch normalization on average, 95${NB}% interval \u22121.5 to 3.5 (3 seeds)`,
    );
  });
});

describe('the threshold is not reached with every seed', () => {
  test('always against never: counts, and a lower bound that is called one', () => {
    const { detail, headline } = judgeRepeats(
      repeats([reaching(100, 124, 110, 90, 100), Array(5).fill(net(null, 0.1))]),
    );
    expect(headline).toBe(
      `Batch normalization reaches 90${NB}% in 5 of 5 seeds, the plain net in 0 of 5 within 3,000 steps.`,
    );
    // 3000 / 124 = 24.2.
    expect(detail).toContain(
      'the plain net would need more than 24 times as many steps with every seed: a lower bound, no ratio.',
    );
  });

  test('always against sometimes, and sometimes against sometimes', () => {
    const some = judgeRepeats(repeats([reaching(100, null, null), reaching(100, 200, 300)]));
    expect(some.headline).toBe(
      `The plain net reaches 90${NB}% in 3 of 3 seeds, batch normalization in 1 of 3 within 3,000 steps.`,
    );
    expect(some.detail).not.toContain('lower bound');
    const both = judgeRepeats(repeats([reaching(100, null), reaching(null, 200)]));
    expect(both.headline).toBe(`Both networks reach 90${NB}% in 1 of 2 seeds within 3,000 steps.`);
  });

  test('never: what they end at, paired by seed', () => {
    const ends = (...finals: readonly number[]) => finals.map((final) => net(null, final));
    // Differences 30, 31, 32 points: 31, sd 1, t(2) 4.303: 28.5 to 33.5.
    const { detail, headline } = judgeRepeats(repeats([ends(0.5, 0.52, 0.54), ends(0.2, 0.21, 0.22)]));
    expect(headline).toBe(
      `Neither network reaches 90${NB}% within 3,000 steps; batch normalization ends 31.0 points ahead, 95${NB}% interval 28.5 to 33.5 (3 seeds).`,
    );
    expect(detail).not.toContain('Paired');
  });
});

describe('networks that break down', () => {
  test('are counted and named, and left out of means', () => {
    const { detail, headline } = judgeRepeats(
      repeats([reaching(100, 100, 100), [net(400, 0.93), broken(60), net(400, 0.95)]]),
    );
    expect(headline).toBe(
      `Batch normalization reaches 90${NB}% in 3 of 3 seeds, the plain net in 2 of 3 within 3,000 steps. The plain net broke down in 1 of 3 seeds.`,
    );
    // 93 and 95: 94 ± 1.4. Differences 3 and 1: 2, sd 1.414, t(1) 12.706: -10.7 to 14.7.
    expect(detail).toContain(`the plain net 94.0 ± 1.4${NB}% (2 of 3 seeds)`);
    expect(detail).toContain(
      `2.0 points ahead of the plain net on average, 95${NB}% interval \u221210.7 to 14.7 (2 seeds)`,
    );
  });

  test('in every seed: nothing is left to compare', () => {
    const { detail, headline } = judgeRepeats(
      repeats([
        [broken(5), broken(7)],
        [broken(3), broken(4)],
      ]),
    );
    expect(headline).toBe(
      `Neither network reaches 90${NB}% within 3,000 steps. Batch normalization broke down in 2 of 2 seeds. The plain net broke down in 2 of 2 seeds.`,
    );
    expect(detail).toContain('batch normalization none, the plain net none.');
  });

  test('after they had reached the threshold keep their steps', () => {
    const { headline } = judgeRepeats(repeats([reaching(100, 100), [broken(900, 200), broken(900, 200)]]));
    expect(headline).toBe(
      `Batch normalization reaches 90${NB}% 2 times sooner in each of 2 seeds. The plain net broke down in 2 of 2 seeds.`,
    );
  });
});

describe('studies that are not done', () => {
  test('no seed', () => {
    const verdict = judgeRepeats(
      repeats([
        [net(100, 0.96), null],
        [null, null],
      ]),
    );
    expect(verdict).toMatchObject({ trained: 0, headline: 'No seed is trained to the end yet.' });
    expect(verdict.detail).toContain('0 of 2 seeds are trained.');
  });

  test('one seed is no evidence and has no interval', () => {
    const verdict = judgeRepeats(
      repeats([
        [net(100, 0.96), null],
        [net(410, 0.95), null],
      ]),
    );
    expect(verdict.headline).toBe('One seed is trained, and one seed is no evidence.');
    expect(verdict.detail).toContain(
      `In it batch normalization reached 90${NB}% 4.1 times sooner (100 against 410 steps).`,
    );
    expect(verdict.detail).toContain(`Test accuracy at the end: batch normalization 96.0${NB}%`);
    expect(`${verdict.detail} ${verdict.caveat}`).not.toContain('interval 1');
    expect(verdict.caveat).toContain('takes two or more');
  });

  test('some seeds, of which only those with all networks count', () => {
    const verdict = judgeRepeats(
      repeats([
        [net(100, 0.96), net(100, 0.96), net(100, 0.96), null, null],
        [net(400, 0.95), net(500, 0.95), null, null, null],
      ]),
    );
    expect(verdict.trained).toBe(2);
    expect(verdict.headline).toContain('(2 of 5 seeds)');
    expect(verdict.detail).toMatch(/^2 of 5 seeds are trained\./);
  });

  test('a network in the middle of its training does not count', () => {
    const half: MemberCurve = {
      accuracy: [
        [0, 0.1],
        [1500, 0.95],
      ],
    };
    expect(judgeRepeats(repeats([[half], [net(400, 0.95)]])).trained).toBe(0);
  });
});

describe('one arm', () => {
  test('how long it takes, with its interval', () => {
    // 100, 120, 140: 120, sd 20, t(2) 4.303: 70.3 to 169.7.
    const { headline } = judgeRepeats(repeats([reaching(100, 120, 140)]));
    expect(headline).toBe(
      `A reaches 90${NB}% after 120 steps on average; 95${NB}% interval 70 to 170 (3 seeds).`,
    );
  });

  test('always the same, and not always', () => {
    expect(judgeRepeats(repeats([reaching(100, 100)])).headline).toBe(
      `A reaches 90${NB}% after 100 steps in each of 2 seeds.`,
    );
    expect(judgeRepeats(repeats([reaching(100, null)])).headline).toBe(
      `A reaches 90${NB}% in 1 of 2 seeds within 3,000 steps.`,
    );
  });
});

describe('more than two arms: the best against each, all pairs together at 95 %', () => {
  test('who is clearly later, who is not, and who does not get there', () => {
    // Against 100: ratios 4, 4, 4, 5, 5 of plain; with 6 pairs t(4) at 1 - 0.05 / 12 is 4.851: 4.4, 3.4 to 5.7.
    const verdict = judgeRepeats(
      repeats([
        reaching(100, 100, 100, 100, 100),
        reaching(400, 400, 400, 500, 500),
        reaching(90, 110, 105, 130, 100),
        reaching(90, 110, 100, 120, null),
      ]),
    );
    expect(verdict.headline).toBe(
      `Batch normalization reaches 90${NB}% sooner than the plain net; noisy batch normalization reaches it in fewer seeds; no clear difference from layer normalization.`,
    );
    expect(verdict.detail).toContain(
      `Steps to 90${NB}% as multiples of those of batch normalization, with intervals: the plain net 4.4 (3.4 to 5.7), layer normalization 1.1 (0.79 to 1.4). Seeds of 5 that get there: noisy batch normalization 4.`,
    );
    expect(verdict.caveat).toContain('Bonferroni');
  });

  test('no difference at all', () => {
    const { headline } = judgeRepeats(repeats([reaching(100, 110), reaching(110, 100), reaching(105, 104)]));
    expect(headline).toBe(`No clear difference in the steps to 90${NB}% over 2 seeds.`);
  });

  test('nobody always gets there, and nobody gets there at all', () => {
    const some = judgeRepeats(repeats([reaching(100, null), reaching(null, null), reaching(null, null)]));
    expect(some.headline).toBe(`No network reaches 90${NB}% in all 2 seeds; batch normalization does in 1.`);
    const ends = (...finals: readonly number[]) => finals.map((final) => net(null, final));
    const none = judgeRepeats(
      repeats([ends(0.5, 0.51, 0.5, 0.51), ends(0.2, 0.2, 0.21, 0.21), ends(0.45, 0.55, 0.48, 0.5)]),
    );
    expect(none.headline).toBe(
      `No network reaches 90${NB}% within 3,000 steps; batch normalization ends ahead of the plain net.`,
    );
  });
});

test('what the interval covers is always said, and what a planned change spoils', () => {
  const changes = [{ kind: 'rate', step: 300, arm: 1, rate: 0.2 }] as const;
  const { caveat } = judgeRepeats(repeats([reaching(100, 100), reaching(400, 500)], { changes }));
  expect(caveat).toMatch(/^B was changed during the run/);
  expect(caveat).toContain('first weights, order of batches and noise');
  expect(caveat).toContain('nothing of another network, other data or other learning rates');
});
