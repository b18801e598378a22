/** What is used of a browser's Trusted Types. */
interface TrustedTypes {
  readonly defaultPolicy: object | null;
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string | null }): object;
}

/**
 * Where the browser has Trusted Types, lets the scripts of these names be run as workers, and nothing else: no other address, and
 * no text as markup or code. Every window and every worker has to say for itself which scripts it starts.
 *
 * @param beside the address of a script of the build; the others lie in the same folder, each as NAME-HASH.js
 */
export function admitOwnScripts(beside: string, names: readonly string[]): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (!trustedTypes || trustedTypes.defaultPolicy !== null) return;
  trustedTypes.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, beside, names) ? address : null),
  });
}

/** Whether an address is that of a built script of one of these names, in the folder of another. */
export function isOwnScript(address: string, beside: string, names: readonly string[]): boolean {
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const [, name = ''] = /^(.+)-[\w-]{8}\.js$/.exec(address.slice(folder.length)) ?? [];
  return address.startsWith(folder) && names.includes(name);
}
