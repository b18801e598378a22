import type { Plugin } from 'vite';
import { policyInPage } from './security-headers.ts';

const charset = '<meta charset="utf-8" />';

/**
 * The page with its Content-Security-Policy written into it, before anything that it could forbid.
 *
 * @throws when the page does not say its charset, behind which the policy stands
 */
export function withPolicy(html: string): string {
  if (!html.includes(charset)) throw new Error(`index.html has no ${charset}.`);
  return html.replace(
    charset,
    `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policyInPage}" />`,
  );
}

/** Writes the policy into the built page, for hosts that send no headers. The development server's page has scripts in it. */
export const policyInBuiltPage = (): Plugin => ({
  name: 'normscope-policy-in-page',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: withPolicy },
});
