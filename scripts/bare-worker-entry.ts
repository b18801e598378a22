import type { Plugin } from 'vite';

/** The part of a bundle's chunk that is looked at. */
export interface ChunkImports {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

/** The scripts that import a script which starts a worker. */
export function importersOfEntries(chunks: readonly ChunkImports[]): string[] {
  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  return chunks
    .filter(({ imports = [] }) => imports.some((name) => entries.includes(name)))
    .map(({ fileName }) => fileName);
}

/**
 * Keeps what a worker's script shares with the scripts that it loads later in a file of its own. A bundler would leave it in
 * the worker's script, and WebKit runs that one a second time when another script imports it: the page would then speak to a
 * second worker session, which knows of no data.
 */
export const bareWorkerEntry = (): Plugin => ({
  name: 'normscope-bare-worker-entry',
  apply: 'build',
  // Vite sets it to false for workers, whatever its configuration says.
  options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
  generateBundle(_, bundle) {
    const importers = importersOfEntries(Object.values(bundle));
    if (importers.length > 0) {
      this.error(
        `${importers.join(', ')} would import the script of a worker, which WebKit then runs twice.`,
      );
    }
  },
});
