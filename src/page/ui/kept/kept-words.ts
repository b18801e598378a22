import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { followsPreset } from '../../../common/experiment/follows-preset.ts';
import { SETTINGS } from '../../../common/experiment/settings.ts';
import { formatBytes, formatPercent, formatWhole } from '../../../common/lib/format.ts';
import type { KeptArm, KeptOutcome, KeptRun, KeptRuns } from '../../store/kept-runs.ts';
import type { PageState } from '../../store/page-state.ts';
import { netInShort } from '../panels/welcome-words.ts';
import { clockText, momentWords } from './moment-words.ts';

/** "1 run", "14 runs". */
export const countWords = (count: number): string => `${formatWhole(count)} ${count === 1 ? 'run' : 'runs'}`;

/** The room that runs take: "14 runs · 38 MB of 2.1 GB". Browsers compress what they store: never less than the sizes in the list. */
export function spaceWords({ list, space }: Pick<KeptRuns, 'list' | 'space'>): string {
  const count = countWords(list.length);
  const used = Math.max(space?.used ?? 0, bytesOf(list));
  if (space !== null) return `${count} · ${formatBytes(used)} of ${formatBytes(space.allowed)}`;
  return `${count} · ${formatBytes(bytesOf(list))} · this browser does not say how much room there is`;
}

export const bytesOf = (runs: readonly KeptRun[]): number => runs.reduce((sum, { bytes }) => sum + bytes, 0);

/** The experiment's name in the menu, and whether it is still that one: "Deep MLP", "Deep MLP, changed". */
export function experimentWords(config: ExperimentConfig): string {
  const [title = ''] = SETTINGS.preset.values[config.preset].split(' · ');
  return followsPreset(config) ? title : `${title}, changed`;
}

/** What all arms share, in few words: "10 × 100 Sigmoid · SGD · batch 100 · seed 1", and the data where they are not MNIST. */
export function settingsWords(config: ExperimentConfig): string {
  const { batch, data, optimizer, seed } = config;
  return [
    netInShort(config),
    SETTINGS.optimizer.values[optimizer],
    `batch\u00a0${formatWhole(batch)}`,
    `seed\u00a0${seed}`,
    ...(data === 'mnist' ? [] : [SETTINGS.data.values[data]]),
  ].join('\u00a0· ');
}

const OUTCOMES: Readonly<Record<KeptOutcome, string>> = {
  unfinished: 'unfinished',
  steps: 'finished',
  target: 'reached its target',
  'all-diverged': 'all diverged',
  viewed: 'from a file',
};

/** How far a run came and how it ended: "1,240 of 2,000 steps · unfinished". */
export function outcomeWords({ canGoOn, config, outcome, step }: KeptRun): string {
  const lost = outcome === 'unfinished' && !canGoOn ? ', without its weights' : '';
  return `${formatWhole(step)} of ${formatWhole(config.steps)} steps · ${OUTCOMES[outcome]}${lost}`;
}

/** What an arm came to: "96.4 %", "diverged at step 812". */
export function armEndWords({ divergedAt, testAccuracy }: KeptArm): string {
  if (divergedAt !== null) return `diverged at step ${formatWhole(divergedAt)}`;
  return testAccuracy === null ? 'not tested' : formatPercent(testAccuracy);
}

/** The run that is offered: "Run 14 · Deep MLP · step 1,240 of 2,000 · yesterday, 21:53". */
export function offerWords({ config, name, savedAt, step }: KeptRun, now: Date): string {
  const steps = `step ${formatWhole(step)} of ${formatWhole(config.steps)}`;
  return [name, experimentWords(config), steps, momentWords(savedAt, now)].join(' · ');
}

/** When the present run was saved; null where there is nothing to save, or nothing known yet. */
export function savedWords({
  kept: { savedAt, status },
  run,
}: Pick<PageState, 'kept' | 'run'>): string | null {
  if (run === null || run.record === null || status === 'loading') return null;
  if (status === 'unavailable') return 'Not saved';
  return savedAt === null ? 'Not saved yet' : `Saved at ${clockText(savedAt)}`;
}

/** Whether a run can be opened here: nobody else has it, and there is something of it. */
export const canOpen = ({ arms, elsewhere }: KeptRun): boolean => !elsewhere && arms.length > 0;
