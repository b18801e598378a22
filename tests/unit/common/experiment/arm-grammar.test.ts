import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OWN_TONES } from '../../../../src/common/experiment/arm-look.ts';
import { readArmName } from '../../../../src/common/experiment/arm-name.ts';
import { formatArms, readArms, withNorm } from '../../../../src/common/experiment/arms.ts';
import type { ArmConfig } from '../../../../src/common/experiment/config.ts';
import { PAPER_NORM } from '../../../../src/common/experiment/norm.ts';
import { OWN_COLORS } from '../../../../src/common/experiment/settings.ts';
import { anyArm } from './any-arm.ts';

describe('the grammar of arms', () => {
  it.each<[string, readonly ArmConfig[]]>([
    [
      'bn:0.1,plain:0.1',
      [
        { bn: true, rate: 0.1 },
        { bn: false, rate: 0.1 },
      ],
    ],
    ['ln:0.5', [{ bn: true, rate: 0.5, norm: { kind: 'layer' } }]],
    ['noisy:1', [{ bn: true, rate: 1, norm: { kind: 'noisy' } }]],
    ['plain:1:ln', [{ bn: false, rate: 1, norm: { kind: 'layer' } }]],
    ['plain:1:noisy', [{ bn: false, rate: 1, norm: { kind: 'noisy' } }]],
    [
      'bn:0.1:eps-0.001:after:name-BN after',
      [{ bn: true, rate: 0.1, norm: { epsilon: 0.001, place: 'after' }, name: 'BN after' }],
    ],
    [
      'bn:0.1:no-centre:no-scale:no-affine:no-gradient',
      [{ bn: true, rate: 0.1, norm: { centre: false, scale: false, affine: false, through: false } }],
    ],
    [
      'bn:0.1:momentum-0.01:test-both:last:per-activation:color-8',
      [
        {
          bn: true,
          rate: 0.1,
          norm: { momentum: 0.01, inference: 'both', where: 'last', parameters: 'activation' },
          color: 8,
        },
      ],
    ],
    ['bn:0.1:eps-1e-10:test-batch', [{ bn: true, rate: 0.1, norm: { epsilon: 1e-10, inference: 'batch' } }]],
  ])('reads %j, and writes the same', (text, arms) => {
    expect(readArms(text)).toEqual({ value: arms });
    expect(formatArms(arms)).toBe(text);
  });

  it('gives back every arm that was written', () => {
    fc.assert(
      fc.property(fc.array(anyArm, { minLength: 1, maxLength: 8 }), (arms) => {
        expect(readArms(formatArms(arms))).toEqual({ value: arms });
      }),
    );
  });

  it('writes nothing that is as in the paper', () => {
    const [key] = Object.keys(PAPER_NORM);
    expect(key).toBe('kind');
    expect(formatArms([{ bn: true, rate: 0.1, norm: PAPER_NORM }])).toBe('bn:0.1');
    expect(readArms('bn:0.1:eps-0.00001:momentum-0.1')).toEqual({ value: [{ bn: true, rate: 0.1 }] });
  });

  it('takes spaces around arms and parts, and parts in any order', () => {
    expect(readArms(' bn:0.1 : last:no-scale , plain:1')).toEqual(readArms('bn:0.1:no-scale:last,plain:1'));
  });

  it.each([
    ['', '“” in “” is not one of bn, plain, ln, noisy'],
    ['toString:1', '“toString” in “toString:1” is not one of bn'],
    ['bn', '“bn” has no learning rate: write bn:0.1'],
    ['bn:fast', '“fast” in “bn:fast” is not a learning rate from 0.0001 to 10'],
    ['bn:0.1:sideways', '“sideways” is not one of no-centre, no-scale, no-affine, no-gradient, eps-NUMBER'],
    ['bn:0.1:', '“” is not one of no-centre'],
    ['bn:0.1:eps-0', '“eps-0” is not eps- and a number from 1e-10 to 1, in “bn:0.1:eps-0”'],
    ['bn:0.1:eps-2', '“eps-2” is not eps- and a number'],
    ['bn:0.1:momentum-1.5', '“momentum-1.5” is not momentum- and a number from 0.001 to 1'],
    ['bn:0.1:color-9', '“color-9” is not color-1 to color-8'],
    ['bn:0.1:color-1.5', '“color-1.5” is not color-1 to color-8'],
    ['bn:0.1:ln', '“ln” is for plain arms: write ln:RATE'],
    ['ln:0.1:noisy', '“noisy” is for plain arms: write noisy:RATE'],
    ['bn:0.1:test-batch:test-both', '“test-both” comes after “test-batch”, and one of them is enough'],
    ['bn:0.1:last:last', '“last” comes after “last”'],
    ['bn:0.1:name-', 'a name has at least one letter or digit'],
    ['bn:0.1:name-a&b', '“a&b” has a “&”, and a name is made of letters, digits, spaces and'],
  ])('refuses %j, and says what of it and what is allowed', (text, fault) => {
    const read = readArms(`bn:0.1,${text}`);
    expect('error' in read && read.error).toContain(fault);
    expect('error' in read && read.error).toMatch(/^arms: /);
  });

  it('never throws, and what it reads it can write and read again', () => {
    const piece = fc.constantFrom(
      'bn',
      'ln',
      ':',
      ',',
      '0.1',
      'eps-',
      'name-',
      'last',
      ' ',
      'color-',
      '3',
      '-',
      '×',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const read = readArms(text);
          if ('value' in read) expect(readArms(formatArms(read.value))).toEqual(read);
        },
      ),
    );
  });
});

describe('the name of an arm', () => {
  it.each(['My net', 'BN (ε 1)', '批量 2.0', 'a/b + c × d_e-f', 'हिन्दी'])('may be %j', (name) =>
    expect(readArmName(` ${name} `)).toEqual({ value: name }),
  );

  it.each([...',:&=#%"<>\n'])('has no %j', (sign) => {
    const read = readArmName(`a${sign}b`);
    expect('error' in read && read.error).toContain(`has a “${sign}”`);
  });

  it('has 24 characters at most', () => {
    expect(readArmName('漢'.repeat(24))).toHaveProperty('value');
    expect(readArmName('a'.repeat(25))).toMatchObject({
      error: expect.stringContaining('has 25 characters, and a name has 24 at most'),
    });
    expect(readArmName('   ')).toHaveProperty('error');
  });
});

describe('the switches of an arm', () => {
  it('are those that are not as in the paper, and none where all are', () => {
    const arm = withNorm({ bn: true, rate: 1, name: 'x' }, { centre: false, epsilon: 1e-5 });
    expect(arm).toEqual({ bn: true, rate: 1, name: 'x', norm: { centre: false } });
    expect(withNorm(arm, { scale: false })).toMatchObject({ norm: { centre: false, scale: false } });
    expect(withNorm(arm, { centre: true })).toEqual({ bn: true, rate: 1, name: 'x' });
  });
});

it('there are as many colours by number as there are to paint with', () => {
  expect(OWN_TONES).toHaveLength(OWN_COLORS.max);
});
