import { formatBytes, formatWhole } from '../../../common/lib/format.ts';
import type { StudyKind } from '../../../common/studies/study.ts';
import type { KeptStudy } from '../../store/kept-runs.ts';
import type { PageState } from '../../store/page-state.ts';
import type { StudyState } from '../../store/study-state.ts';
import { formatDuration } from '../format.ts';
import { momentWords } from '../kept/moment-words.ts';

/** What a study is doing, in a sentence. */
export function describeStudy(
  state: Pick<PageState, 'data' | 'backend' | 'trainerMessage'>,
  study: StudyState,
): string {
  switch (study.phase) {
    case 'preparing':
      return describePreparing(state, study);
    case 'training':
      return study.wants === 'paused' ? 'Stopping …' : trainingWords(study);
    case 'testing':
      return study.wants === 'paused' ? 'Stopping …' : `Testing. ${trainingWords(study)}`;
    case 'paused':
      return 'Stopped. What is here stays; it can go on from where it is.';
    case 'kept':
      return study.message ?? 'It can go on from where it was last saved.';
    case 'finished':
      return `Measured in ${formatDuration(study.record?.progress.elapsedMs ?? 0)}.`;
    case 'failed':
      return study.message ?? 'It has failed.';
  }
}

function describePreparing(
  { backend, data }: Pick<PageState, 'data' | 'backend'>,
  { compiled, wants }: StudyState,
): string {
  if (wants === 'paused') return 'Stopping …';
  if (data.status === 'loading') return 'Waiting for the data …';
  if (backend.status === 'loading') return 'Getting the backend ready …';
  if (compiled !== null && compiled.total > 0)
    return `Compiling programs for the GPU: ${compiled.done} of ${compiled.total} …`;
  return 'Finding out how many networks can train side by side …';
}

function trainingWords({ config, record }: StudyState): string {
  if (record === null || record.progress.size === 0) return 'Training …';
  const { round, rounds, size, step } = record.progress;
  const which = rounds > 1 ? `Round ${round} of ${rounds}: ` : '';
  return `${which}${size} networks side by side, ${formatWhole(step)} of ${formatWhole(config.base.steps)} steps each.`;
}

const NAMES: Readonly<Record<StudyKind, string>> = { ladder: 'A ladder', repeats: 'A repeat over seeds' };

/** "A ladder of yesterday, 21:53, is kept: 24 networks, 60 % measured, 3.2 MB." */
export function keptStudyWords(
  kind: StudyKind,
  { bytes, networks, share, startedAt }: KeptStudy,
  now: Date,
): string {
  const done = share === 1 ? 'all measured' : `${Math.floor(100 * share)}\u202f% measured`;
  return `${NAMES[kind]} of ${momentWords(startedAt, now)}, is kept: ${networks} networks, ${done}, ${formatBytes(bytes)}.`;
}

/** What is said of studies that cannot be read. */
export const damagedStudyWords = (count: number): string =>
  count === 1
    ? 'One that was kept cannot be read: it is damaged, or of another version of this page. It can only be deleted.'
    : `${count} that were kept cannot be read: they are damaged, or of another version of this page. They can only be deleted.`;
