import { formatWhole } from '../../../common/lib/format.ts';
import type { PageState } from '../../store/page-state.ts';
import type { StudyState } from '../../store/study-state.ts';
import { formatDuration } from '../format.ts';

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
