import { describe, expect, it } from 'vitest';
import { armLetter, readArmLetter } from '../../../../src/common/experiment/arms.ts';
import { formatChanges, readChanges } from '../../../../src/common/experiment/changes.ts';
import { parseLink } from '../../../../src/common/experiment/link.ts';

const arms = Array.from({ length: 32 }, (_, arm) => arm);

describe('the names of arms', () => {
  it('go from A to Z and on from AA to AF', () => {
    expect(arms.map(armLetter).join(' ')).toBe(
      'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB AC AD AE AF',
    );
  });

  it('are read back, in capitals or not', () => {
    expect(arms.map((arm) => readArmLetter(armLetter(arm)))).toEqual(arms);
    expect(readArmLetter('ab')).toBe(27);
  });

  it.each(['AG', 'BA', 'ABC', '', '1', 'Ä'])('%j is none', (text) => expect(readArmLetter(text)).toBeNull());
});

describe('32 arms', () => {
  const link = (count: number) =>
    [['arms', Array.from({ length: count }, () => 'bn:0.1').join(',')]] as const;

  it('can be asked for by a link, and not one more', () => {
    expect(parseLink(link(32))).toMatchObject({ problems: [] });
    expect(parseLink(link(32)).config.arms).toHaveLength(32);
    expect(parseLink(link(33)).problems[0]).toContain('33 arms; there can be 1 to 32');
  });

  it('can each be changed in the middle of a run', () => {
    const changes = [{ kind: 'rate', step: 5, arm: 30, rate: 0.2 }] as const;
    expect(formatChanges(changes)).toBe('5.AE.rate:0.2');
    expect(readChanges('5.AE.rate:0.2')).toEqual({ value: changes });
    expect(readChanges('5.AG.rate:0.2')).toHaveProperty('error');
  });
});
