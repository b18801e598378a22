import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import { rewind } from '../../common/experiment/rewind.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import { runLost } from '../store/kept-actions.ts';
import type { PageState, RunState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import type { Autosave } from './autosave.ts';
import type { Undo } from './undo-commands.ts';

export interface UndoResetHost {
  readonly undoing: Pick<Undo, 'offer'>;
  readonly autosave: Pick<Autosave, 'checkpoint' | 'setCheckpoint'>;
  newId(): number;
  /** Ends the present run; what it came to is kept. */
  leaveRun(): void;
  resume(): void;
  loadAgain(data: SettingValue<'data'>, summary: DataSummary | null): void;
}

/** A run that was shorter does not take the place of one that can be brought back: keys pressed by accident may start and reset several. */
const SHORT_MS = 5000;

/** Ways back from what a person may not have wanted: Reset, and a preset over settings of one's own. */
export function createUndoReset(store: PageStore, host: UndoResetHost) {
  const { autosave, undoing } = host;
  let offered = 0;
  const shownNotice = () => store.getState().undoNotice?.id ?? null;

  function bringBack(run: RunState, checkpoint: Checkpoint | null) {
    host.leaveRun();
    const back = { ...run, id: host.newId(), wants: 'paused', message: null } as const;
    if (!run.hasWeights) store.setState((state) => ({ ...state, run: { ...back, phase: 'kept' } }));
    else {
      const stand = checkpoint === null || run.record === null ? null : rewind(run.record, checkpoint);
      autosave.setCheckpoint(run.key, stand?.checkpoint ?? null);
      const isWhole = stand?.record.step === run.record?.step;
      const finishReason = isWhole ? run.finishReason : null;
      store.setState((state) => runLost({ ...state, run: { ...back, finishReason } }, stand?.record ?? null));
    }
    if (run.data !== null && run.data !== store.getState().data.inUse)
      host.loadAgain(run.config.data, run.data);
    if (run.wants === 'on' && run.phase !== 'finished' && run.phase !== 'failed') host.resume();
  }

  return {
    /** To be called before the run on the page is ended. One that has not trained is no loss. */
    offerRun() {
      const { run } = store.getState();
      const record = run?.record ?? null;
      if (run === null || record === null || record.step === 0) return;
      if (shownNotice() === offered && record.elapsedMs < SHORT_MS) return;
      const checkpoint = autosave.checkpoint();
      undoing.offer({
        text: `Reset the run at step ${formatWhole(record.step)}.`,
        undo: () => bringBack(run, checkpoint),
      });
      offered = shownNotice() ?? 0;
    },
    /** To be called after a preset was chosen. @param before the page before that */
    offerSettings(before: PageState, title: string) {
      const chosen = store.getState().asked;
      undoing.offer({
        text: `“${title}” took the place of your own settings.`,
        undo() {
          const { asked, askedKeys, ratesLinked } = before;
          store.setState((state) => ({ ...state, asked, askedKeys, ratesLinked }));
          if (asked.data !== chosen.data) host.loadAgain(asked.data, before.data.inUse);
        },
        fits: ({ asked }) => asked.preset === chosen.preset && asked.arms === chosen.arms,
      });
    },
  };
}
