import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withPolicy } from '../../../scripts/policy-in-page.ts';
import { isolationHeaders, policyInPage, securityHeaders } from '../../../scripts/security-headers.ts';

/** The directives of a Content-Security-Policy, each with its sources. */
const read = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));

describe('the Content-Security-Policy', () => {
  const policy = read(securityHeaders['Content-Security-Policy'] ?? '');

  test('allows nothing that it does not name', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  test('lets WebAssembly be compiled, and no script be written in the page or made of text', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('worker-src')).toEqual(["'self'"]);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(policy.get('trusted-types')).toEqual(['default']);
  });

  test('is unsafe nowhere, and names no other origin', () => {
    const sources = [...policy].filter(([name]) => name?.endsWith('-src')).flatMap(([, values]) => values);
    expect(new Set(sources)).toEqual(new Set(["'self'", "'none'", "'wasm-unsafe-eval'", 'data:']));
    expect(policy.get('img-src')).toContain('data:');
    expect(policy.get('connect-src')).toEqual(["'self'"]);
  });

  test('lets nobody frame the page, move its base or send a form', () => {
    for (const name of ['frame-ancestors', 'base-uri', 'form-action'])
      expect(policy.get(name)).toEqual(["'none'"]);
  });
});

test('the page is kept isolated', () => {
  expect(securityHeaders).toMatchObject(isolationHeaders);
});

test('the page tells nobody where it was, lets no browser guess types, and asks for no feature', () => {
  expect(securityHeaders).toMatchObject({
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  const features = securityHeaders['Permissions-Policy']?.split(', ') ?? [];
  expect(features).toEqual(
    expect.arrayContaining(['camera=()', 'geolocation=()', 'microphone=()', 'usb=()']),
  );
  expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([]);
});

describe('the policy in the page', () => {
  const html = withPolicy(readFileSync('index.html', 'utf8'));

  test('is the same but for who may frame it, which browsers do not read there', () => {
    const inPage = read(policyInPage);
    const sent = read(securityHeaders['Content-Security-Policy'] ?? '');
    expect(inPage.has('frame-ancestors')).toBe(false);
    expect(new Map([...inPage, ['frame-ancestors', ["'none'"]]])).toEqual(sent);
  });

  test('stands before all that it could forbid, and the charset within what a browser reads for it', () => {
    const at = html.indexOf(`<meta http-equiv="Content-Security-Policy" content="${policyInPage}" />`);
    expect(at).toBeGreaterThan(0);
    expect(html.slice(0, at)).not.toMatch(/<(script|link|style)/);
    expect(html.indexOf('<meta charset="utf-8" />')).toBeLessThan(at);
    expect(html).toContain('<meta name="referrer" content="no-referrer" />');
  });

  test('is missed where there is no place for it', () => {
    expect(() => withPolicy('<html></html>')).toThrow('index.html has no <meta charset="utf-8" />');
  });
});
