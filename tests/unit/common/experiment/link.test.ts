import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmChange, ExperimentConfig } from '../../../../src/common/experiment/config.ts';
import { formatLink, linkParameters, parseLink } from '../../../../src/common/experiment/link.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { RATE, SETTINGS, type SettingName } from '../../../../src/common/experiment/settings.ts';
import { STUDY_DEFAULTS } from '../../../../src/common/experiment/study-settings.ts';
import { anyArm } from './any-arm.ts';

const read = (query: string) => parseLink(new URLSearchParams(query));

/** Any value of a setting that is allowed. */
function anyValue(name: SettingName): fc.Arbitrary<string | number> {
  const setting = SETTINGS[name];
  if (setting.type === 'choice') return fc.constantFrom(...Object.keys(setting.values));
  const { min, max } = setting;
  return setting.type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

const rate = fc.double({ min: RATE.min, max: RATE.max, noNaN: true });
const anyArms = fc.array(anyArm, { minLength: 1, maxLength: 8 });
const anyChange: fc.Arbitrary<ArmChange> = fc.oneof(
  fc.record({ kind: fc.constant('bn' as const), step: fc.nat(1000), arm: fc.constant(0), on: fc.boolean() }),
  fc.record({ kind: fc.constant('rate' as const), step: fc.nat(1000), arm: fc.constant(0), rate }),
);
const names = Object.keys(SETTINGS) as SettingName[];
const anyConfig = fc
  .record({
    settings: fc.record(Object.fromEntries(names.map((name) => [name, anyValue(name)]))),
    arms: anyArms,
    changes: fc.array(anyChange, { maxLength: 4 }),
  })
  .map(({ settings, arms, changes }) => {
    const ordered = [...changes].sort((one, other) => one.step - other.step);
    return { ...settings, arms, changes: ordered } as unknown as ExperimentConfig;
  });

describe('a link', () => {
  it('gives the preset deep-mlp when it is empty', () => {
    expect(read('')).toEqual({
      config: PRESETS['deep-mlp'],
      studies: STUDY_DEFAULTS,
      autostart: false,
      problems: [],
    });
  });

  it('gives back every config that was written as one', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(read(new URLSearchParams(linkParameters(config)).toString())).toEqual({
          config,
          studies: STUDY_DEFAULTS,
          autostart: false,
          problems: [],
        });
      }),
    );
  });

  it('can be read by people', () => {
    expect(formatLink(PRESETS['deep-mlp'])).toBe(
      'preset=deep-mlp&kind=dense&depth=10&width=100&blocks=2&channels=8&widen=double&reduce=stride&activation=sigmoid' +
        '&init=glorot&initSigma=0.01&optimizer=sgd&momentum=0.9&weightDecay=0&warmup=0&dropEvery=0&dropFactor=0.1' +
        '&batch=100&seed=1&data=mnist&pixels=grey&transpose=no&backend=auto&steps=3000&target=0&evalEvery=20&probeEvery=0&ribbonsEvery=0&arms=bn:0.1,plain:0.1',
    );
  });

  it('says of studies what is not as usual', () => {
    const studies = { ladder: { from: 0.01, to: 1, count: 3 }, ladderSteps: 40, repeats: 3, repeatSteps: 90 };
    const query = formatLink(PRESETS['deep-mlp'], studies);
    expect(query).toContain('&ladder=0.01:1:3&ladderSteps=40&repeats=3&repeatSteps=90');
    expect(read(query)).toMatchObject({ studies, problems: [] });
  });

  it.each([
    ['ladder=0.1:1', 'FROM:TO:COUNT'],
    ['ladder=1:0.1:5', 'not below'],
    ['ladder=0.1:100:5', 'learning rates go from'],
    ['ladder=0.1:1:1', 'number of rates'],
    ['ladderSteps=0', 'whole number from 1'],
    ['repeats=2.5', 'whole number from 2'],
  ])('names what is impossible in %s', (query, words) => {
    const { problems, studies } = read(query);
    expect(problems.join()).toContain(words);
    expect(studies).toEqual(STUDY_DEFAULTS);
  });

  it('keeps names that an address cannot hold as they are, and stays readable where it can', () => {
    const arms = [{ bn: true, rate: 0.1, name: 'A + B/2 × ß' }];
    const query = formatLink({ ...PRESETS['deep-mlp'], arms });
    expect(query).toContain('&arms=bn:0.1:name-A+%2B+B/2+%C3%97+%C3%9F');
    expect(read(query)).toMatchObject({ problems: [], config: { arms } });
    expect(read(new URL(`https://example.org/?${query}`).search).config.arms).toEqual(arms);
  });

  it('lays its own parameters over those of its preset', () => {
    const { config } = read('preset=too-fast&width=50');
    expect(config).toEqual({ ...PRESETS['too-fast'], width: 50 });
  });

  it('takes the letter of an arm in either case', () => {
    expect(read('changes=50.b.bn:on').config.changes).toEqual([{ kind: 'bn', step: 50, arm: 1, on: true }]);
  });

  it('starts by itself only when it says so', () => {
    expect(read('autostart=1').autostart).toBe(true);
    expect(read('autostart=0')).toMatchObject({ autostart: false, problems: [] });
    expect(read('autostart=yes').problems).toEqual(['autostart: “yes” is not 0 or 1']);
  });

  it.each([
    ['depth=31', 'depth: “31” is not a whole number from 1 to 30'],
    ['depth=2.5', 'depth: “2.5” is not a whole number from 1 to 30'],
    ['width=', 'width: “” is not a whole number from 8 to 512'],
    ['activation=swish', 'activation: “swish” is not one of sigmoid, tanh, relu, linear'],
    ['kind=rnn', 'kind: “rnn” is not one of dense, conv'],
    ['initSigma=0x1', 'initSigma: “0x1” is not a number from 0.0001 to 1'],
    ['arms=bn:0.1,adam:1', 'arms: “adam” in “adam:1” is not one of bn, plain, ln, noisy'],
    ['arms=bn:11', 'arms: “11” in “bn:11” is not a learning rate from 0.0001 to 10'],
    [
      'changes=5.A.bn:maybe',
      'changes: “5.A.bn:maybe” is not STEP.ARM.bn:on, STEP.ARM.bn:off or STEP.ARM.rate:RATE, as in 500.B.bn:on; ARM is a name from A to Z or AA to AF',
    ],
    ['changes=5.C.bn:on', 'changes: 1 of them name an arm that is not in the run'],
    ['constructor=1', 'constructor: there is no such setting'],
    ['lr=1', 'lr: there is no such setting; did you mean arms?'],
    ['depht=1', 'depht: there is no such setting; did you mean depth?'],
    ['utm_source=1', 'utm_source: there is no such setting'],
  ])('names what cannot be used in ?%s, and keeps the default', (query, problem) => {
    const { config, problems } = read(query);
    expect(problems).toEqual([problem]);
    expect(config).toEqual(PRESETS['deep-mlp']);
  });

  it('never throws, whatever it says, and always gives a config in bounds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(fc.constantFrom(...names, 'arms', 'changes', 'autostart'), fc.string()),
            fc.string(),
          ),
        ),
        (pairs) => {
          const { config } = parseLink(pairs);
          expect(parseLink(linkParameters(config)).problems).toEqual([]);
        },
      ),
    );
  });
});

it('refuses a whole number that some countries read as thousands, with the reason', () => {
  const { config, problems } = parseLink([
    ['steps', '10.000'],
    ['weightDecay', '0,01'],
    ['ladderSteps', '1,500'],
  ]);
  expect(problems).toEqual([
    'steps: “10.000” can be read as 10 and as 10000: write it without “.” and “,”',
    'ladderSteps: “1,500” can be read as 1 and as 1500: write it without “.” and “,”',
  ]);
  expect(config).toMatchObject({ steps: 3000, weightDecay: 0.01 });
});
