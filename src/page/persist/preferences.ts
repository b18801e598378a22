import * as v from 'valibot';

const NAME = 'normscope-preferences';
const PreferencesSchema = v.object({
  whenHidden: v.fallback(v.picklist(['train', 'pause']), 'train'),
  /** Whether single keys start, pause and reset. */
  shortcuts: v.fallback(v.boolean(), true),
  /** The run that the person did not want to be offered again, by its key. */
  notOffered: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(100))), null),
});

/** What the person chose that belongs to this browser, not to a run. */
export type Preferences = v.InferOutput<typeof PreferencesSchema>;

const USUAL = v.parse(PreferencesSchema, {});

/** Reads them; what cannot be read is as usual. */
export function readPreferences(text: string | null): Preferences {
  try {
    const read = v.safeParse(PreferencesSchema, JSON.parse(text ?? '{}'));
    return read.success ? read.output : USUAL;
  } catch {
    return USUAL;
  }
}

/** A browser may refuse to store; then they last as long as the page. */
export const preferences = {
  read(): Preferences {
    try {
      return readPreferences(localStorage.getItem(NAME));
    } catch {
      return USUAL;
    }
  },
  change(patch: Partial<Preferences>): void {
    try {
      localStorage.setItem(NAME, JSON.stringify({ ...this.read(), ...patch }));
    } catch {
      // As said above.
    }
  },
};
