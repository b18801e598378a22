import { describe, expect, test } from 'vitest';
import { shareNotes } from '../../../../src/page/ui/controls/share-notes.ts';

const local = /works only on this computer/;

describe('of a link to be sent', () => {
  test.each([
    'http://127.0.0.1:4173',
    'http://127.9.0.1',
    'http://localhost:5173',
    'http://[::1]:80',
    'http://a.localhost',
  ])('%s says that it works only here', (origin) => {
    expect(shareNotes(`${origin}/#seed=1`).join()).toMatch(local);
  });

  test.each([
    'https://example.org',
    'http://192.168.1.7:4173',
    'https://localhost.example.org',
    'http://128.0.0.1',
  ])('%s says nothing', (origin) => {
    expect(shareNotes(`${origin}/#seed=1`)).toEqual([]);
  });

  test('the length is said when it is long', () => {
    const link = `https://example.org/#changes=${'1.A.rate:0.1,'.repeat(300)}`;
    expect(shareNotes(link)).toEqual([expect.stringContaining('3,929 characters')]);
  });
});
