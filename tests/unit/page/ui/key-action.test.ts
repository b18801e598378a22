import { describe, expect, it } from 'vitest';
import { type KeyPress, keyAction } from '../../../../src/page/ui/controls/key-action.ts';

/** A press on an element that one of these simple selectors describes. */
function press(key: string, on: string | null = null, more: Partial<KeyPress> = {}): KeyPress {
  const target = {
    closest: (selectors: string) =>
      selectors.split(/,\s*(?![^(]*\))/).some((one) => one.replace(/:not\(.*\)/, '') === on) ? {} : null,
  };
  const plain = {
    code: '',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    altGraph: false,
    isComposing: false,
    repeat: false,
    defaultPrevented: false,
  };
  return { key, ...plain, target: on === null ? null : target, ...more };
}

describe('keys', () => {
  it.each([
    [' ', 'toggle'],
    ['.', 'step'],
    ['r', 'reset'],
    ['R', 'reset'],
    ['?', 'help'],
    ['x', null],
  ] as const)('%j does %s', (key, action) => {
    expect(keyAction(press(key))).toBe(action);
  });

  it.each(['textarea', 'select', '[contenteditable]', 'input'])(
    'belong to a %s while one types there',
    (field) => {
      for (const key of [' ', '.', 'r', '?']) expect(keyAction(press(key, field))).toBeNull();
    },
  );

  it.each(['[role="dialog"]', '[role="menu"]'])('belong to an open %s', (overlay) => {
    for (const key of [' ', '.', 'r', '?']) expect(keyAction(press(key, overlay))).toBeNull();
  });

  it.each(['button', 'summary', '[role="slider"]', '[role="switch"]'])(
    'leave Space to a focused %s, nothing else',
    (control) => {
      expect(keyAction(press(' ', control))).toBeNull();
      expect(keyAction(press('.', control))).toBe('step');
    },
  );

  it.each([
    ['к', 'KeyR', 'reset'],
    ['К', 'KeyR', 'reset'],
    ['ρ', 'KeyR', 'reset'],
    ['ㄱ', 'KeyR', 'reset'],
    ['р', 'KeyH', null],
    ['o', 'KeyR', null],
    ['؟', 'Slash', 'help'],
  ] as const)('of other scripts count by their place: %s at %s', (key, code, action) => {
    expect(keyAction(press(key, null, { code }))).toBe(action);
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'altGraph', 'isComposing', 'repeat', 'defaultPrevented'] as const)(
    'do nothing with %s',
    (modifier) => {
      for (const key of [' ', '.', 'r', '?']) {
        expect(keyAction(press(key, null, { [modifier]: true }))).toBeNull();
      }
    },
  );
});
