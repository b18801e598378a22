import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatLink,
  linkParameters,
  MOST_PROBLEMS,
  parseLink,
} from '../../../../src/common/experiment/link.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { STUDY_DEFAULTS } from '../../../../src/common/experiment/study-settings.ts';
import { shortened } from '../../../../src/common/lib/format.ts';
import { MIXED_ARMS } from '../../../fixtures/arms.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';
import { mutated } from '../../../fixtures/mutations.ts';

const LONGEST_PROBLEM = 500;

const GOOD = [
  formatLink(PRESETS['deep-mlp']),
  formatLink({
    ...PRESETS.cnn,
    arms: MIXED_ARMS,
    changes: [
      { kind: 'bn', step: 5, arm: 1, on: true },
      { kind: 'rate', step: 90, arm: 7, rate: 0.25 },
    ],
  }),
  formatLink(PRESETS['too-fast'], {
    ladder: { from: 0.01, to: 1, count: 7 },
    ladderSteps: 40,
    repeats: 3,
    repeatSteps: 9,
  }),
  'autostart=1&preset=no-drama&width=20',
];

/** What any link must keep to; throws where it does not. */
function check(parameters: readonly (readonly [string, string])[]): void {
  const { config, problems, studies } = parseLink(parameters);
  const good = { autostart: false, problems: [] };
  expectSame(parseLink(new URLSearchParams(formatLink(config, studies))), { config, studies, ...good });
  expectSame(parseLink(linkParameters(config)), { config, studies: STUDY_DEFAULTS, ...good });
  expect(problems.length).toBeLessThanOrEqual(MOST_PROBLEMS + 1);
  for (const problem of problems.slice(0, MOST_PROBLEMS)) {
    expect(problem.length).toBeLessThan(LONGEST_PROBLEM);
    const named = parameters.some(([name]) => problem.startsWith(shortened(name)));
    if (!named) expect(problem).toBe('a problem of one of the parameters');
  }
}

describe('a mutated link', () => {
  it('gives an experiment that can be written and read again, and short sentences that name what was wrong', () => {
    fc.assert(
      fc.property(mutated(fc.constantFrom(...GOOD)), (query) => check([...new URLSearchParams(query)])),
    );
  });

  it('does so with values that are changed alone', () => {
    const pairs = GOOD.flatMap((query) => [...new URLSearchParams(query)]);
    const one = fc
      .constantFrom(...pairs)
      .chain(([name, value]) => fc.tuple(fc.constant(name), mutated(fc.constant(value))));
    fc.assert(fc.property(fc.array(one, { maxLength: 4 }), check));
  });
});

describe('a link that is far too long', () => {
  it.each<[string, readonly (readonly [string, string])[]]>([
    ['thousands of arms', [['arms', Array.from({ length: 50_000 }, () => 'bn:0.1').join(',')]]],
    ['an arm of thousands of parts', [['arms', `bn:0.1${':last'.repeat(30_000)}`]]],
    ['a name of megabytes', [['arms', `bn:0.1:name-${'a'.repeat(2_000_000)}`]]],
    ['a hundred thousand digits', [['depth', `${'1'.repeat(100_000)}x`]]],
    ['thousands of changes', [['changes', '5.A.bn:on,'.repeat(100_000)]]],
    ['a change of megabytes', [['changes', `5.A.rate:${'9'.repeat(2_000_000)}`]]],
    [
      'a hundred thousand parameters',
      Array.from({ length: 100_000 }, (_, index) => [`p${index}`, ''] as const),
    ],
    ['a parameter whose name is megabytes long', [['x'.repeat(2_000_000), '1']]],
    ['one parameter again and again', Array.from({ length: 100_000 }, () => ['depth', '3'] as const)],
    ['a ladder of a thousand rungs of rungs', [['ladder', '1:'.repeat(90_000)]]],
  ])('%s', (_, parameters) => {
    check(parameters);
    expect(parseLink(parameters).problems).not.toEqual([]);
  });

  it('is read as far as is allowed, and says where it stops', () => {
    const { config, problems } = parseLink([
      ['width', '20'],
      ['arms', 'x'.repeat(300_000)],
      ['depth', '3'],
    ]);
    expect(config).toEqual({ ...PRESETS['deep-mlp'], width: 20 });
    expect(problems).toEqual([
      'arms: the link is longer than 200,000 characters, and is not read from here on',
    ]);
  });

  it('names the first of many problems, and counts the others', () => {
    const { problems } = parseLink(Array.from({ length: 50 }, (_, index) => [`p${index}`, '1'] as const));
    expect(problems).toHaveLength(MOST_PROBLEMS + 1);
    expect(problems[0]).toBe('p0: there is no such setting');
    expect(problems.at(-1)).toBe(`and ${50 - MOST_PROBLEMS} more`);
  });
});
