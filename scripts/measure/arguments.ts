import { parseArgs } from 'node:util';
import { SETTINGS, type SettingValue } from '../../src/common/experiment/settings.ts';
import { CommandError } from '../command-error.ts';

/** What `npm run measure` was asked for. */
export interface MeasureArguments {
  readonly presets: readonly SettingValue<'preset'>[];
  readonly seeds: readonly number[];
  /** Null for as many as each preset has. */
  readonly steps: number | null;
  /** Keep nothing, only print. */
  readonly print: boolean;
  readonly help: boolean;
}

const options = {
  preset: { type: 'string', multiple: true },
  seeds: { type: 'string' },
  steps: { type: 'string' },
  print: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const PRESETS = Object.keys(SETTINGS.preset.values) as SettingValue<'preset'>[];

/** @throws CommandError that names an argument which is unknown or makes no sense */
export function readMeasureArguments(args: readonly string[]): MeasureArguments {
  const values = parse(args);
  return {
    presets: values.preset?.flatMap((names) => names.split(',').map(readPreset)) ?? PRESETS,
    seeds: (values.seeds ?? '1,2,3').split(',').map((text) => readWhole('seeds', text, SETTINGS.seed)),
    steps: values.steps === undefined ? null : readWhole('steps', values.steps, SETTINGS.steps),
    print: values.print ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. "npm run measure -- --help" lists what there is.`, 2);
  }
}

function readPreset(name: string): SettingValue<'preset'> {
  const preset = PRESETS.find((one) => one === name);
  if (preset !== undefined) return preset;
  throw new CommandError(`--preset: “${name}” is not one of ${PRESETS.join(', ')}.`, 2);
}

function readWhole(option: string, text: string, { max, min }: { min: number; max: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new CommandError(`--${option}: “${text}” is not a whole number from ${min} to ${max}.`, 2);
}
