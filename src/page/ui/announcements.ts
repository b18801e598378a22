import { armLetter } from '../../common/experiment/arms.ts';
import { judge } from '../../common/experiment/verdict.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { judgeRepeats } from '../../common/studies/repeats-verdict.ts';
import type { PageState } from '../store/page-state.ts';
import { STUDY_KINDS, type StudyState } from '../store/study-state.ts';
import { describeRun } from './panels/describe-run.ts';
import { describeStudy } from './studies/describe-study.ts';

/** How often a screen reader is told something at most. */
export const SAID_EVERY_MS = 5000;

/** What is to be told, by what it is about: newer words about the same take the place of older ones. */
export type News = ReadonlyMap<string, string>;

/** What has become of the run and of studies between two states of the page: never how far they are. */
export function newsOf(before: PageState, now: PageState): News {
  const news = new Map<string, string>();
  const note = (about: string, older: string, newer: string) => {
    if (newer !== older && newer !== '') news.set(about, newer);
  };
  if (before.run !== now.run || before.trainerMessage !== now.trainerMessage)
    note('run', runWords(before), runWords(now));
  if (before.run?.record !== now.run?.record) {
    const isSame = before.run?.key === now.run?.key;
    for (const [arm, { divergedAt }] of (now.run?.record?.arms ?? []).entries()) {
      if (divergedAt === null || (isSame && before.run?.record?.arms[arm]?.divergedAt === divergedAt))
        continue;
      news.set(`arm ${arm}`, `Network ${armLetter(arm)} diverged at step ${formatWhole(divergedAt)}.`);
    }
  }
  for (const kind of STUDY_KINDS) {
    const [older, newer] = [before.studies[kind], now.studies[kind]];
    if (older !== newer) note(kind, studyWords(before, older), studyWords(now, newer));
  }
  return news;
}

function runWords(state: PageState): string {
  const { run, trainerMessage } = state;
  if (trainerMessage !== null) return trainerMessage;
  if (run === null) return 'No run.';
  switch (run.phase) {
    case 'finished':
      return [describeRun(state) ?? '', run.record === null ? '' : judge(run.record).headline]
        .join(' ')
        .trim();
    case 'failed':
    case 'kept':
      return describeRun(state) ?? '';
    default:
      return run.wants === 'on' ? 'Training.' : run.phase === 'paused' ? 'Paused.' : '';
  }
}

function studyWords(state: PageState, study: StudyState | null): string {
  if (study === null) return '';
  const isAtRest = ['paused', 'kept', 'finished', 'failed'].includes(study.phase);
  if (!isAtRest) return study.wants === 'on' ? 'Measuring.' : '';
  const { config, phase, record } = study;
  const hasVerdict = phase === 'finished' && config.kind === 'repeats' && record !== null;
  return [describeStudy(state, study), hasVerdict ? judgeRepeats(record).headline : ''].join(' ').trim();
}

/**
 * Tells news at most once in five seconds, the first at once.
 *
 * @param tell given all that is new since the last time
 */
export function createAnnouncer(tell: (words: string) => void) {
  const waiting = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let toldAt = -Infinity;
  return {
    note(news: News) {
      for (const [about, words] of news) waiting.set(about, words);
      if (waiting.size === 0 || timer !== null) return;
      timer = setTimeout(
        () => {
          tell([...waiting.values()].join(' '));
          waiting.clear();
          timer = null;
          toldAt = performance.now();
        },
        Math.max(0, toldAt + SAID_EVERY_MS - performance.now()),
      );
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
