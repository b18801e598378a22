import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Help } from '../../../../src/common/experiment/help.ts';
import { PAPER_NORM } from '../../../../src/common/experiment/norm.ts';
import { NORM_SWITCHES } from '../../../../src/common/experiment/norm-switches.ts';
import { OPTIMIZER_HELP, SETTING_HELP } from '../../../../src/common/experiment/setting-help.ts';
import { SETTINGS } from '../../../../src/common/experiment/settings.ts';

const all: readonly (readonly [string, Help])[] = [
  ...Object.entries(NORM_SWITCHES),
  ...Object.entries(OPTIMIZER_HELP),
  ...Object.entries(SETTING_HELP),
];

describe('the help of settings and switches', () => {
  it.each(all)('of %s is made of whole sentences, and its formula can be set', (_, { formula, help }) => {
    expect(help).toMatch(/^[A-Z\d].*\.$/s);
    if (formula === null) return;
    expect(formula.text).not.toContain('\\');
    expect(() => katex.renderToString(formula.tex, { throwOnError: true, strict: 'error' })).not.toThrow();
  });

  it('has the paper’s value among the choices of each switch', () => {
    for (const [name, { control }] of Object.entries(NORM_SWITCHES)) {
      const value = PAPER_NORM[name as keyof typeof PAPER_NORM];
      if (control.type === 'choice') expect(Object.keys(control.values)).toContain(value);
      else if (control.type === 'toggle') expect(value).toBe(true);
      else expect(control.min <= Number(value) && Number(value) <= control.max).toBe(true);
    }
  });

  it('is of every optimizer, and of what is new to most', () => {
    expect(Object.keys(OPTIMIZER_HELP)).toEqual(Object.keys(SETTINGS.optimizer.values));
    const named = [
      'kind',
      'blocks',
      'channels',
      'widen',
      'reduce',
      'optimizer',
      'momentum',
      'weightDecay',
      'warmup',
    ];
    expect(Object.keys(SETTING_HELP)).toEqual(
      expect.arrayContaining([...named, 'dropEvery', 'dropFactor', 'pixels']),
    );
  });
});
