import { describeChange } from '../../common/experiment/changes.ts';
import type { ArmChange, ExperimentConfig } from '../../common/experiment/config.ts';
import { replayConfig } from '../../common/experiment/replay.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import { slotsByPlace } from './arm-slots.ts';
import type { Difference } from './difference.ts';
import { type ComparedData, comparedData, dataDifference, differences } from './differences.ts';
import type { PageState } from './page-state.ts';
import type { PinnedRun } from './pinned-runs.ts';

/** What pinned runs are compared with: the run there is, or, without one, what a run would be. */
export interface Present {
  /** As it was started. */
  readonly config: ExperimentConfig;
  /** Changes that took effect, by plan or by hand. */
  readonly changes: readonly ArmChange[];
  /** Its data set; null while there is none. */
  readonly data: ComparedData | null;
  /** When the run began, which tells runs apart; null without one. */
  readonly startedAt: string | null;
}

/** A pinned run that is drawn behind the present one, and in words those of its settings that are other than the present ones: what it had. */
export interface Ghost extends Pick<PinnedRun, 'id' | 'name' | 'record'> {
  readonly words: string;
}

const NO_CHANGES: readonly ArmChange[] = [];

/** All parts keep their identity while a run trains. */
export function selectPresent({ run, asked, data }: PageState): Present {
  const record = run?.record ?? null;
  return {
    config: record?.config ?? run?.startConfig ?? asked,
    changes: record?.changes ?? NO_CHANGES,
    data: comparedOnce(run?.data ?? data.inUse),
    startedAt: record?.environment.startedAt ?? null,
  };
}

const compared = new WeakMap<DataSummary, ComparedData>();

/** The same object for the same data. */
function comparedOnce(data: DataSummary | null): ComparedData | null {
  if (data === null) return null;
  const own = compared.get(data) ?? comparedData(data);
  compared.set(data, own);
  return own;
}

/** Whether a pinned run is the present one, which hides nothing behind itself. */
export const isPresent = ({ environment }: RunRecord, { startedAt }: Present): boolean =>
  environment.startedAt === startedAt;

/** The pinned runs that are drawn: those not hidden, but for the present one. */
export const ghostsOf = (pinned: readonly PinnedRun[], present: Present): readonly Ghost[] =>
  pinned.flatMap(({ id, name, hidden, record }) =>
    hidden || isPresent(record, present)
      ? []
      : [{ id, name, record, words: ownSettingsText(pinnedDifferences(record, present)) }],
  );

/**
 * What of a pinned run's settings became something else in the present run. Arms are compared by their place; their names and
 * colours change no number.
 */
export function pinnedDifferences(record: RunRecord, present: Present): readonly Difference[] {
  const [then, now] = [unnamed(record.config), unnamed(present.config)];
  const found = [
    ...differences(now, then, slotsByPlace(now.arms.length, then.arms.length)),
    ...whenOther('Changes', changesText(record), changesText(present)),
  ];
  const { data: told, dataHash: hash } = record.environment;
  const { data } = present;
  if (then.data !== now.data || data === null) return found;
  const name = isData(told, data.name) ? data.name : told;
  const other = dataDifference({ name, hash }, data);
  return other === null || (now.data !== 'files' && other.label === 'Files') ? found : [...found, other];
}

/** "Learning rate of A 0.1 → 0.5 · Batch 100 → 20". */
export const differencesText = (found: readonly Difference[]): string =>
  found.length === 0
    ? 'same settings'
    : found.map(({ label, from, to }) => `${label} ${from} → ${to}`).join(' · ');

/** What a pinned run had, where that is not as in the present run: "seed 1, batch 100". */
export const ownSettingsText = (found: readonly Difference[]): string =>
  found.length === 0 ? 'same settings' : found.map(ownText).join(', ');

function ownText({ from, label }: Difference): string {
  // The letter of a network stays a capital.
  const name = label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return from === 'none' ? `no ${name}` : `${name} ${from}`;
}

/** Changes are told apart, as what was done. */
const unnamed = (config: ExperimentConfig): ExperimentConfig => ({
  ...config,
  changes: [],
  arms: config.arms.map(({ color: _, name: __, ...arm }) => arm),
});

const whenOther = (label: string, from: string, to: string): readonly Difference[] =>
  from === to ? [] : [{ label, from, to }];

/** Made or planned, in words. */
function changesText({ config, changes }: Pick<RunRecord, 'config' | 'changes'>): string {
  const all = replayConfig({ config, changes, step: 0 }).changes;
  return (
    all.map((change) => `${describeChange(change)} at step ${formatWhole(change.step)}`).join(', ') || 'none'
  );
}

/** A record may say more of a data set than its name. */
const isData = (told: string, name: string): boolean => told === name || told.startsWith(`${name}. `);
