import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import type { ParsedLink } from '../../common/experiment/link.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import type { StudySettings } from '../../common/experiment/study-settings.ts';
import type { BackendSummary, DataSummary } from '../../common/protocol/events.ts';
import type { StudyKind } from '../../common/studies/study.ts';
import { type KeptRuns, noKeptRuns, type Rescue, type WhenHidden } from './kept-runs.ts';
import type { PinnedRuns } from './pinned-runs.ts';
import type { PageView, StudyState } from './study-state.ts';
import type { UndoNotice } from './undo.ts';

/** Something the worker makes ready on request: a data set, a backend. What is in use stays until the next is ready. */
export interface Resource<T> {
  /** The newest request; answers to older ones are dropped. */
  readonly requestId: number;
  readonly status: 'loading' | 'ready' | 'failed';
  /** How far a long request has come; null when nothing is told. */
  readonly progress: { readonly label: string; readonly done: number; readonly total: number } | null;
  readonly inUse: T | null;
  /** Why the newest request failed, or what is worth knowing about what is in use. */
  readonly message: string | null;
}

export type FinishReason = 'steps' | 'target' | 'all-diverged';

/** What the page knows of the run that exists in the worker. */
export interface RunState {
  readonly id: number;
  /** `kept`: opened from the browser's store, and not in the worker until it goes on. */
  readonly phase:
    | 'preparing'
    | 'training'
    | 'testing'
    | 'probing'
    | 'paused'
    | 'finished'
    | 'failed'
    | 'kept';
  /** Under which it is kept in the browser's store. */
  readonly key: string;
  /** Whether it can train on: a run from a file has no weights. */
  readonly hasWeights: boolean;
  /** Programs compiled for the GPU so far, of how many, while the run is being prepared; null when nothing is told. */
  readonly compiled: { readonly done: number; readonly total: number } | null;
  /** What the person last asked for; the phase follows a moment later. */
  readonly wants: 'on' | 'paused';
  readonly finishReason: FinishReason | null;
  /** Why the run failed, and what to do. */
  readonly message: string | null;
  /** What was asked when the run began, with the changes made by hand since: what `asked` is compared with. */
  readonly config: ExperimentConfig;
  /** What the run was started with, and when it ends: what its record says. Changes by hand are in the record one by one. */
  readonly startConfig: ExperimentConfig;
  /** The target accuracy in force when the run finished, in percent. */
  readonly finishedTarget: number;
  readonly record: RunRecord | null;
  /** Which arms of the page the run's are; see `arm-slots.ts`. */
  readonly armKeys: readonly number[];
  /** The arms in force: as the worker has confirmed them. */
  readonly arms: readonly ArmConfig[];
  /** Changes sent and not yet confirmed; they take effect at the next step. */
  readonly pending: readonly ArmChange[];
  /** An arm was edited after the run had ended, for the next one: the controls then show what is asked. */
  readonly armsTouched: boolean;
  /** The data set that this run trains on; null until it is prepared. */
  readonly data: DataSummary | null;
}

/** All that the page knows. */
export interface PageState extends PinnedRuns {
  /** The settings in the controls: what a new run would start with. */
  readonly asked: ExperimentConfig;
  /** A key for each arm asked for, which stays its own while others come and go. */
  readonly askedKeys: readonly number[];
  readonly run: RunState | null;
  readonly data: Resource<DataSummary>;
  readonly backend: Resource<BackendSummary>;
  /** Why there is no worker, and what to do; null while there is one. */
  readonly trainerMessage: string | null;
  /** Whether a change of one learning rate moves them all. */
  readonly ratesLinked: boolean;
  /** What in the link could not be used, a sentence each. */
  readonly linkProblems: readonly string[];
  readonly view: PageView;
  /** The controls of studies: what a new one would be. */
  readonly studySettings: StudySettings;
  /** Arms left out of the ladder, by their keys. */
  readonly ladderWithout: readonly number[];
  readonly studies: Readonly<Record<StudyKind, StudyState | null>>;
  /** Runs in the browser's store. */
  readonly kept: KeptRuns;
  readonly whenHidden: WhenHidden;
  /** Whether single keys do something: see `ui/controls/key-action.ts`. */
  readonly shortcuts: boolean;
  /** The last time the worker or the GPU was lost; null where it was not, or the person has read it. */
  readonly rescue: Rescue | null;
  /** What was just done, and the way back; see `client/undo-commands.ts`. */
  readonly undoNotice: UndoNotice | null;
}

const nothingYet = { requestId: 0, status: 'loading', progress: null, inUse: null, message: null } as const;

export const ratesAreEqual = (arms: readonly ArmConfig[]): boolean =>
  arms.every(({ rate }) => rate === arms[0]?.rate);

/** The page as a link asks for it. A link cannot carry files, so "My files" becomes MNIST, and a notice says so. */
export function initialState({ config, problems, studies }: ParsedLink): PageState {
  const carriesFiles = config.data === 'files';
  return {
    asked: carriesFiles ? { ...config, data: 'mnist' } : config,
    askedKeys: config.arms.map((_, arm) => arm),
    run: null,
    data: nothingYet,
    backend: nothingYet,
    trainerMessage: null,
    ratesLinked: ratesAreEqual(config.arms),
    linkProblems: carriesFiles
      ? [...problems, 'data: a link cannot carry files; choose yours again under Data']
      : problems,
    view: 'run',
    studySettings: studies,
    ladderWithout: [],
    studies: { ladder: null, repeats: null },
    pinned: [],
    pinnedSoFar: 0,
    kept: noKeptRuns,
    whenHidden: 'train',
    shortcuts: true,
    rescue: null,
    undoNotice: null,
  };
}
