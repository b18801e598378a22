import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Ways by which text becomes markup or code. */
const ways = {
  innerHTML: /\b(inner|outer)HTML\b/,
  dangerouslySetInnerHTML: /dangerouslySetInnerHTML/,
  insertAdjacentHTML: /insertAdjacentHTML/,
  setHTML: /\bsetHTML(Unsafe)?\b/,
  'document.write': /\bdocument\s*\.\s*write(ln)?\b/,
  DOMParser: /\bDOMParser\b/,
  createContextualFragment: /createContextualFragment/,
  srcdoc: /\bsrcdoc\b/i,
  eval: /\beval\s*\(/,
  Function: /(?<!\.)\bFunction\s*\(/,
  'a timer of text': /\bset(Timeout|Interval)\s*\(\s*['"`]/,
  importScripts: /\bimportScripts\s*\(/,
  'an address with script': /['"`]\s*javascript:/i,
} as const;

const waysIn = (text: string) =>
  Object.entries(ways).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => join('src', path));

describe('no text becomes markup or code', () => {
  test('in any source of the page', () => {
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap((path) =>
      waysIn(readFileSync(path, 'utf8')).map((way) => `${path}: ${way}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['innerHTML', 'host.innerHTML = text;'],
    ['innerHTML', 'host.outerHTML = text;'],
    ['dangerouslySetInnerHTML', '<p dangerouslySetInnerHTML={{ __html: text }} />'],
    ['insertAdjacentHTML', "host.insertAdjacentHTML('beforeend', text)"],
    ['setHTML', 'host.setHTMLUnsafe(text)'],
    ['document.write', 'document.write(text)'],
    ['DOMParser', 'new DOMParser()'],
    ['createContextualFragment', 'range.createContextualFragment(text)'],
    ['srcdoc', '<iframe srcDoc={text} />'],
    ['eval', '(0, eval)(text); eval(text)'],
    ['Function', 'new Function(text)'],
    ['a timer of text', "setTimeout('go()', 5)"],
    ['importScripts', 'importScripts(address)'],
    ['an address with script', 'link.href = "javascript:go()"'],
  ])('%s would be found in: %s', (way, text) => {
    expect(waysIn(text)).toEqual([way]);
  });

  test('in index.html, which has no script but that of its file, and no style', () => {
    const html = readFileSync('index.html', 'utf8');
    expect(html.match(/<script[^>]*>[^<]*/g)).toEqual(['<script type="module" src="/src/main.tsx">']);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });
});
