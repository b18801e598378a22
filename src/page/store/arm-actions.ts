import { withNorm } from '../../common/experiment/arms.ts';
import { changedArm } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import type { Norm } from '../../common/experiment/norm.ts';
import { RATE } from '../../common/experiment/settings.ts';
import { armSlot, freshKey } from './arm-slots.ts';
import type { PageState } from './page-state.ts';

/** As many arms can be asked for by hand; a link may bring more. */
export const MOST_BY_HAND = 8;

/** What a person calls an arm, and its colour: neither changes a number. Null for what its kind gives. */
export interface ArmLook {
  readonly name?: string | null;
  readonly color?: number | null;
}

/** Edits an arm. A live change also goes to the run: it is pending until the worker says at which step it took effect. */
export function armChanged(state: PageState, change: ArmChange, live: boolean): PageState {
  const { asked: place, running } = armSlot(state, change.arm);
  const asked = place === null ? state.asked : withArm(state.asked, place, (arm) => changedArm(arm, change));
  const { run } = state;
  if (run === null || running === null) return { ...state, asked };
  if (!live) return { ...state, asked, run: { ...run, armsTouched: true } };
  const config = withArm(run.config, change.arm, (arm) => changedArm(arm, change));
  return { ...state, asked, run: { ...run, config, pending: [...run.pending, change] } };
}

/** What can be added: a kind of network at the rate of the last one, the last one at another rate, or a copy of it. */
export const NEW_ARMS = ['bn', 'plain', 'layer', 'noisy', 'rate', 'copy'] as const;
export type NewArm = (typeof NEW_ARMS)[number];

/** Asks for one more arm. */
export function armAdded(state: PageState, what: NewArm): PageState {
  const { arms } = state.asked;
  const last = arms.at(-1);
  if (last === undefined || arms.length >= MOST_BY_HAND) return state;
  const added = newArm(arms, last, what);
  return {
    ...state,
    asked: { ...state.asked, arms: [...arms, added] },
    askedKeys: [...state.askedKeys, freshKey(state)],
    ratesLinked: state.ratesLinked && added.rate === last.rate,
  };
}

function newArm(arms: readonly ArmConfig[], last: ArmConfig, what: NewArm): ArmConfig {
  const { name: _name, color: _color, ...copy } = last;
  switch (what) {
    case 'copy':
      return copy;
    case 'rate':
      return { ...copy, rate: freeRate(arms, last.rate) };
    case 'plain':
      return { bn: false, rate: last.rate };
    case 'bn':
      return { bn: true, rate: last.rate };
    default:
      return withNorm({ bn: true, rate: last.rate }, { kind: what });
  }
}

/** Half a rate, or half of that, until no arm has it. */
function freeRate(arms: readonly ArmConfig[], rate: number): number {
  let free = rate;
  for (let halves = 0; halves <= MOST_BY_HAND && arms.some((arm) => arm.rate === free); halves++)
    free = Math.max(RATE.min, Number((free / 2).toPrecision(2)));
  return free;
}

/** Takes an arm out of the next run, and the changes planned for it; those of the arms after it move up. One arm stays. */
export function armRemoved(state: PageState, slot: number): PageState {
  const { asked: place } = armSlot(state, slot);
  const { arms, changes } = state.asked;
  if (place === null || arms.length <= 1) return state;
  const left = arms.filter((_, arm) => arm !== place);
  const planned = changes
    .filter(({ arm }) => arm !== place)
    .map((change) => (change.arm > place ? { ...change, arm: change.arm - 1 } : change));
  return {
    ...state,
    asked: { ...state.asked, arms: left, changes: planned },
    askedKeys: state.askedKeys.filter((_, arm) => arm !== place),
  };
}

/** Asks again for an arm of the run that was to leave, as the run has it, with the changes planned for it. */
export function armKept(state: PageState, slot: number): PageState {
  const { key, asked: place } = armSlot(state, slot);
  const { run } = state;
  const arm = run?.config.arms[slot];
  if (run === null || arm === undefined || place !== null) return state;
  const back = run.armKeys.slice(0, slot).filter((one) => state.askedKeys.includes(one)).length;
  const moved = state.asked.changes.map((change) =>
    change.arm >= back ? { ...change, arm: change.arm + 1 } : change,
  );
  const own = run.config.changes.filter((change) => change.arm === slot);
  const restored = own.map((change) => ({ ...change, arm: back }));
  return {
    ...state,
    asked: {
      ...state.asked,
      arms: state.asked.arms.toSpliced(back, 0, arm),
      changes: [...moved, ...restored].sort((one, other) => one.step - other.step),
    },
    askedKeys: state.askedKeys.toSpliced(back, 0, key),
  };
}

/** Names or colours an arm: at once everywhere, in a run and its record too. */
export function armLookChanged(state: PageState, slot: number, look: ArmLook): PageState {
  const { asked: place, running } = armSlot(state, slot);
  const dress = (arm: ArmConfig) => dressed(arm, look);
  const asked = place === null ? state.asked : withArm(state.asked, place, dress);
  const { run } = state;
  if (run === null || running === null) return { ...state, asked };
  const { record } = run;
  return {
    ...state,
    asked,
    run: {
      ...run,
      config: withArm(run.config, running, dress),
      startConfig: withArm(run.startConfig, running, dress),
      arms: run.arms.map((arm, index) => (index === running ? dress(arm) : arm)),
      record: record && { ...record, config: withArm(record.config, running, dress) },
    },
  };
}

/** Sets switches of an arm's normalization, for a new run. What is as in the paper is not said. */
export function armNormChanged(state: PageState, slot: number, patch: Partial<Norm>): PageState {
  const { asked: place } = armSlot(state, slot);
  if (place === null) return state;
  return {
    ...state,
    asked: withArm(state.asked, place, (arm) => withNorm(arm, patch)),
  };
}

function dressed(arm: ArmConfig, look: ArmLook): ArmConfig {
  const { name, color, ...rest } = { ...arm, ...look };
  return {
    ...rest,
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(typeof color === 'number' && { color }),
  };
}

const withArm = (
  config: ExperimentConfig,
  place: number,
  next: (arm: ArmConfig) => ArmConfig,
): ExperimentConfig => ({
  ...config,
  arms: config.arms.map((arm, index) => (index === place ? next(arm) : arm)),
});
