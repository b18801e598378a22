import { readSetting, SETTINGS } from '../../../common/experiment/settings.ts';
import { readStudySetting, type StudySettingName } from '../../../common/experiment/study-settings.ts';
import { formatWhole } from '../../../common/lib/format.ts';

/** A number that was typed, or why it cannot be used; the page adds what stays in force. */
export type ReadNumber = { value: number } | { error: string };

export type NumberSettingName =
  | 'depth'
  | 'width'
  | 'blocks'
  | 'channels'
  | 'initSigma'
  | 'momentum'
  | 'weightDecay'
  | 'warmup'
  | 'dropEvery'
  | 'dropFactor'
  | 'batch'
  | 'seed'
  | 'steps'
  | 'target'
  | 'evalEvery'
  | 'probeEvery'
  | 'ribbonsEvery';

/** What parts thousands as the page itself does, 1,500, or by signs that are never decimal: the dot of 1.500 may be one. */
const THOUSANDS = /^\d{1,3}(,\d{3}|[\s'’]\d{3})+$/;

/** Reads a typed number by the table of settings; its unit may follow it, in the plural or the singular. */
export function readNumberSetting(name: NumberSettingName, text: string): ReadNumber {
  const { unit, type } = SETTINGS[name];
  const number = withoutUnit(text, unit);
  const result = readSetting(name, type === 'integer' ? withoutThousands(number) : number);
  if ('error' in result) return { error: result.error.slice(`${name}: `.length) };
  return { value: Number(result.value) };
}

/** Reads a typed whole number of a study. */
export function readStudyNumber(name: Exclude<StudySettingName, 'ladder'>, text: string): ReadNumber {
  const result = readStudySetting(name, withoutThousands(text.trim()));
  return 'error' in result
    ? { error: result.error.slice(`${name}: `.length) }
    : { value: Number(result.value) };
}

function withoutThousands(text: string): string {
  const plain = text.normalize('NFKC');
  return THOUSANDS.test(plain) ? plain.replaceAll(/[,\s'’]/g, '') : text;
}

/** Reads the last step of a run that has done some: it cannot end before them. */
export function readEnd(text: string, stepsDone: number): ReadNumber {
  const result = readNumberSetting('steps', text);
  if ('error' in result || result.value >= stepsDone) return result;
  const done = stepsDone === 1 ? '1 step is' : `${formatWhole(stepsDone)} steps are`;
  return { error: `${done} done already; Reset for a shorter run` };
}

function withoutUnit(text: string, unit: string): string {
  const trimmed = text.trim();
  const written = [unit, unit.replace(/s$/, '')].find(
    (word) => word !== '' && trimmed.toLowerCase().endsWith(word),
  );
  return written === undefined ? trimmed : trimmed.slice(0, -written.length).trim();
}
