/** `short` in `npm test`, `full` in `npm run test:full`. */
export type Depth = 'short' | 'full';

/** How deep this run of the tests goes. */
export const depth: Depth = env('NORMSCOPE_TESTS') === 'full' ? 'full' : 'short';

/** The value for the depth of this run. */
export const atDepth = <T>(short: T, full: T): T => (depth === 'full' ? full : short);

const shortSeed = 1502;

/**
 * fast-check's parameters. In the short run a property gets one in thirty of its cases, at least 100, and the same
 * ones every time; in the full run it gets `full` random ones, to find new faults. Properties get the default by
 * themselves (tests/property-setup.ts); one whose cases are slow names its own `full`. A case that once failed belongs
 * in `examples` or in a test of its own, so that the short run has it too.
 */
export const propertyCases = (full = 10_000): { numRuns: number; seed?: number } =>
  atDepth(
    { numRuns: Math.min(full, Math.max(100, Math.ceil(full / 30))), seed: shortSeed },
    { numRuns: full },
  );

/**
 * How long one awaited event or state may take. It only ends a hang: nothing that works takes nearly so long, however
 * busy the machine is. `NORMSCOPE_PATIENCE=SECONDS` shortens the wait for a test that is known to fail.
 */
export const patienceMs = Number(env('NORMSCOPE_PATIENCE') ?? 240) * 1000;

/** Vitest sets `import.meta.env`, in its browser as well; Playwright leaves Node's own. */
function env(name: string): string | undefined {
  return import.meta.env?.[name] ?? globalThis.process?.env[name];
}
