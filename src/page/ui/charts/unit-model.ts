import type { ArmTone } from '../../../common/experiment/arm-look.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import {
  figuresOf,
  type LayerSnapshot,
  type UnitFigures,
  unitFiguresOf,
} from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { segmentsByTone } from './bn-segments.ts';
import type { ChartState, UnitView } from './chart-store.ts';
import type { Axis } from './curve-axes.ts';
import { type Point, thinned } from './downsample.ts';
import { shownArms } from './shown-arms.ts';
import { spanAxis } from './span-axis.ts';
import { stepAxisEnd } from './ticks.ts';

/** Where a unit's values are looked at: before BN, after BN, after activation. */
export const STAGES = ['z', 'y', 'h'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  z: 'Before BN (z)',
  y: 'After BN (y)',
  h: 'After activation (h)',
};

/** The unit that is followed. */
export interface ShownUnit {
  /** 1 is the layer next to the pixels. */
  readonly layer: number;
  /** Its number in the layer, from 0. */
  readonly unit: number;
  /** Whether it was chosen because it is a typical one. */
  readonly typical: boolean;
  /** How many units the layer has, and which of them are followed: none where a layer has few and some of a wider one are. */
  readonly units: number;
  readonly followed: Uint16Array;
}

/** A stretch of one arm's percentiles during which it had one colour; one point a look inside the layers. */
export interface UnitLine {
  readonly arm: number;
  readonly tone: ArmTone;
  readonly place: number;
  readonly low: readonly Point[];
  readonly middle: readonly Point[];
  readonly high: readonly Point[];
}

/** What the chart of one stage draws. */
export interface StageModel {
  readonly stage: Stage;
  readonly lines: readonly UnitLine[];
  /** The latest finite median of each arm. */
  readonly ends: readonly { arm: number; tone: ArmTone; point: Point; diverged: boolean }[];
  readonly steps: readonly [first: number, last: number];
  readonly values: Axis;
}

/** Most points of a line. */
const MOST_POINTS = 400;
/** More arms than this in one chart can no longer be told apart. */
const MOST_ARMS = 8;
const VALUE_TICKS = 4;

/** Networks followed where none is chosen, or none of those chosen is in this run. */
const FEW_ARMS = 2;

/** The arms that are followed: those chosen for the layers, else the first two. */
export const unitArms = (record: RunRecord, { layers }: Pick<ChartState, 'layers'>): readonly number[] =>
  shownArms(record.config.arms.length, layers.arms, FEW_ARMS).slice(0, MOST_ARMS);

/**
 * Which unit is followed.
 *
 * @param first the first look inside the layers; undefined until there is one
 */
export function shownUnit(first: LayerSnapshot | undefined, view: UnitView): ShownUnit | null {
  if (first === undefined || first.units.length === 0) return null;
  const layer = Math.min(view.layer ?? first.layers, first.layers);
  const arm = first.arms.findIndex((one) => one !== null);
  const units = figuresOf(first, arm, layer, 'z')?.units ?? first.units.length;
  const followed = first.units.filter((unit) => unit < units);
  const chosen = chosenUnit(view.unit, units, followed);
  return {
    layer,
    unit: chosen ?? (followed.length === 0 ? 0 : typicalUnit(first, layer)),
    typical: chosen === null,
    units,
    followed,
  };
}

/** The unit a person chose; the last one where the layer has not as many, null where it is not followed. */
function chosenUnit(unit: number | null, units: number, followed: Uint16Array): number | null {
  if (unit === null) return null;
  if (unit >= units) return followed.at(-1) ?? null;
  return followed.includes(unit) ? unit : null;
}

/**
 * The followed unit whose spread of z across images is the median of its layer, in the first arm that has figures. It is asked of
 * the first look of a run, so that the unit stays the same while networks train, and is not picked by how it came out.
 */
export function typicalUnit(snapshot: LayerSnapshot, layer: number): number {
  const arm = snapshot.arms.findIndex((one) => one !== null);
  const spreads = Array.from(snapshot.units, (unit, index) => {
    const figures = unitFiguresOf(snapshot, arm, layer, index);
    return { unit, spread: figures === null ? Number.NaN : figures.z85 - figures.z15 };
  });
  const finite = spreads.filter(({ spread }) => Number.isFinite(spread));
  finite.sort((one, other) => one.spread - other.spread || one.unit - other.unit);
  return (finite[Math.floor((finite.length - 1) / 2)] ?? spreads[0])?.unit ?? 0;
}

/** The figures of a unit, by its number in the layer. */
export const figuresOfUnit = (
  snapshot: LayerSnapshot,
  arm: number,
  { layer, unit }: Pick<ShownUnit, 'layer' | 'unit'>,
): UnitFigures | null => unitFiguresOf(snapshot, arm, layer, snapshot.units.indexOf(unit));

/** What the three charts draw of a unit. */
export function unitStages(
  record: RunRecord,
  config: ExperimentConfig,
  snapshots: readonly LayerSnapshot[],
  unit: ShownUnit,
  view: Pick<ChartState, 'layers' | 'range'>,
): readonly StageModel[] {
  const shown = thinned(snapshots, MOST_POINTS);
  const arms = unitArms(record, view).map((arm) => ({
    arm,
    looks: shown.flatMap((snapshot) => {
      const figures = figuresOfUnit(snapshot, arm, unit);
      return figures === null ? [] : [{ step: snapshot.step, figures }];
    }),
  }));
  const steps = view.range ?? ([0, stepAxisEnd(config.steps, record.step)] as const);
  return STAGES.map((stage) => {
    const lines = arms.flatMap(({ arm, looks }) => linesOf(record, arm, stage, looks));
    const places = lines.flatMap(({ low, middle, high }) => [...low, ...middle, ...high].map(({ y }) => y));
    const ends = arms.flatMap(({ arm }) => {
      const line = lines.findLast((one) => one.arm === arm);
      const point = line?.middle.findLast(({ y }) => Number.isFinite(y));
      const diverged = record.arms[arm]?.divergedAt !== null;
      return line === undefined || point === undefined ? [] : [{ arm, tone: line.tone, point, diverged }];
    });
    return { stage, lines, ends, steps, values: spanAxis(places, VALUE_TICKS) };
  });
}

function linesOf(
  record: RunRecord,
  arm: number,
  stage: Stage,
  looks: readonly { step: number; figures: UnitFigures }[],
): UnitLine[] {
  const start = record.config.arms[arm];
  if (start === undefined) return [];
  const changes = record.changes.filter((change) => change.arm === arm);
  const segments = ([15, 50, 85] as const).map((share) => {
    const points = looks.map(({ step, figures }) => ({ x: step, y: figures[`${stage}${share}`] }));
    return segmentsByTone(points, start, changes);
  });
  const [low, middle, high] = segments;
  return (middle ?? []).map(({ place, tone, points }, index) => ({
    arm,
    tone,
    place,
    low: low?.[index]?.points ?? [],
    middle: points,
    high: high?.[index]?.points ?? [],
  }));
}
