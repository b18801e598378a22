import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmChange, ExperimentConfig } from '../../../../src/common/experiment/config.ts';
import { formatLink, linkParameters, parseLink } from '../../../../src/common/experiment/link.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { RATE, SETTINGS, type SettingName } from '../../../../src/common/experiment/settings.ts';

const read = (query: string) => parseLink(new URLSearchParams(query));

/** Any value of a setting that is allowed. */
function anyValue(name: SettingName): fc.Arbitrary<string | number> {
  const setting = SETTINGS[name];
  if (setting.type === 'choice') return fc.constantFrom(...Object.keys(setting.values));
  const { min, max } = setting;
  return setting.type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

const rate = fc.double({ min: RATE.min, max: RATE.max, noNaN: true });
const anyArms = fc.array(fc.record({ bn: fc.boolean(), rate }), { minLength: 1, maxLength: 8 });
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
    expect(read('')).toEqual({ config: PRESETS['deep-mlp'], autostart: false, problems: [] });
  });

  it('gives back every config that was written as one', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(read(new URLSearchParams(linkParameters(config)).toString())).toEqual({
          config,
          autostart: false,
          problems: [],
        });
      }),
    );
  });

  it('can be read by people', () => {
    expect(formatLink(PRESETS['deep-mlp'])).toBe(
      'preset=deep-mlp&kind=dense&depth=10&width=100&activation=sigmoid&init=glorot&initSigma=0.01&optimizer=sgd' +
        '&batch=100&seed=1&data=mnist&backend=auto&steps=3000&target=0&evalEvery=20&arms=bn:0.1,plain:0.1',
    );
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
    ['depth=21', 'depth: “21” is not a whole number from 1 to 20'],
    ['depth=2.5', 'depth: “2.5” is not a whole number from 1 to 20'],
    ['width=', 'width: “” is not a whole number from 8 to 512'],
    ['activation=swish', 'activation: “swish” is not one of sigmoid, tanh, relu, linear'],
    ['kind=conv', 'kind: “conv” is not one of dense'],
    ['initSigma=0x1', 'initSigma: “0x1” is not a number from 0.0001 to 1'],
    ['arms=bn:0.1,adam:1', 'arms: “adam:1” is not bn:RATE or plain:RATE with a rate from 0.0001 to 10'],
    ['arms=bn:11', 'arms: “bn:11” is not bn:RATE or plain:RATE with a rate from 0.0001 to 10'],
    [
      'changes=5.A.bn:maybe',
      'changes: “5.A.bn:maybe” is not STEP.ARM.bn:on, STEP.ARM.bn:off or STEP.ARM.rate:RATE, as in 500.B.bn:on; ARM is a name from A to Z or AA to AF',
    ],
    ['changes=5.C.bn:on', 'changes: 1 of them name an arm that is not in the run'],
    ['constructor=1', 'constructor: there is no such setting'],
    ['lr=1', 'lr: there is no such setting'],
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
      { numRuns: 1000 },
    );
  });
});
