import { honestBins, openRange, type Range } from '../lib/histogram.ts';
import { type ExperimentConfig, hiddenLayers } from './config.ts';
import { sideOfLayer, unitsOfLayer } from './layer-size.ts';
import {
  type ArmLayers,
  BINS,
  emptyArmLayers,
  type LayerFigures,
  type LayerSnapshot,
  PROBES,
  setProbe,
} from './layer-snapshot.ts';
import type { LayerRow, RunFile } from './run-file.ts';
import { withSnapshot } from './snapshots.ts';

/** The looks inside the layers that a file tells of. Version 1 told of activations only, which are no looks. */
export function snapshotsOfFile(file: RunFile, config: ExperimentConfig): readonly LayerSnapshot[] {
  if (file.version === 1) return [];
  const each = hiddenLayers(config) * PROBES.length;
  const looks = file.arms.map(({ layers }) => looksOf(layers, each));
  const steps = [...new Set(looks.flatMap((own) => [...own.keys()]))].sort((one, other) => one - other);
  // The first weights, and the ends of arms, as in a run.
  const landmarks = new Set([
    ...steps.slice(0, 1),
    ...file.arms.flatMap(({ divergedAt, layers }) =>
      divergedAt === null ? [] : (layers.at(-1)?.step ?? []),
    ),
  ]);
  return steps.reduce<readonly LayerSnapshot[]>((snapshots, step) => {
    const rows = looks.map((own) => own.get(step) ?? null);
    return withSnapshot(snapshots, snapshotOf(rows, config, { step, landmark: landmarks.has(step) }));
  }, []);
}

/** An arm's rows by step. */
function looksOf(rows: readonly LayerRow[], each: number): ReadonlyMap<number, readonly LayerRow[]> {
  const looks = new Map<number, readonly LayerRow[]>();
  for (let at = 0; at < rows.length; at += each) {
    const look = rows.slice(at, at + each);
    looks.set(look[0]?.step ?? 0, look);
  }
  return looks;
}

function snapshotOf(
  arms: readonly (readonly LayerRow[] | null)[],
  config: ExperimentConfig,
  at: Pick<LayerSnapshot, 'step' | 'landmark'>,
): LayerSnapshot {
  const one = arms.find((rows) => rows !== null) ?? [];
  return {
    ...at,
    layers: hiddenLayers(config),
    images: imagesIn(one, config),
    units: new Uint16Array(0),
    arms: arms.map((rows) => (rows === null ? null : armLayers(rows, config))),
  };
}

/** How many images were looked at, by how many values there are of each layer. */
function imagesIn(rows: readonly LayerRow[], config: ExperimentConfig): number {
  const images = rows
    .filter(({ probe }) => probe === 'z')
    .map(({ count, layer }) => count / (unitsOfLayer(config, layer) * sideOfLayer(config, layer) ** 2));
  return Math.max(1, Math.min(config.batch, ...images.map(Math.floor)));
}

function armLayers(rows: readonly LayerRow[], config: ExperimentConfig): ArmLayers {
  const own = emptyArmLayers(hiddenLayers(config), 0);
  for (const row of rows) {
    const counts = { pooled: row.counts, centred: row.centred?.counts ?? [] };
    setProbe(own, row.layer, row.probe, figuresOfRow(row, unitsOfLayer(config, row.layer)), counts);
  }
  return own;
}

function figuresOfRow(row: LayerRow, units: number): LayerFigures {
  const [pooledMin, pooledMax] = pooledRange(row);
  return {
    mean: figure(row.mean),
    std: figure(row.std),
    unitStd: figure(row.unitStd),
    imageStd: figure(row.imageStd),
    min: figure(row.min),
    max: figure(row.max),
    p15: figure(row.p15),
    p50: figure(row.p50),
    p85: figure(row.p85),
    norm: figure(row.norm),
    zeros: row.zeros,
    saturated: row.saturated ?? 0,
    nan: row.nan ?? row.nonFinite,
    infinite: row.infinite ?? 0,
    deadUnits: row.deadUnits ?? 0,
    units,
    count: row.count,
    pooledMin,
    pooledMax,
    pooledBins: row.counts.length,
    centredMin: row.centred?.min ?? 0,
    centredMax: row.centred?.max ?? 0,
    centredBins: row.centred?.counts.length ?? 0,
  };
}

const figure = (value: number | null | undefined): number => value ?? Number.NaN;

/** The range of a row's bins. Edges are rounded, but the values' own range tells, where it belongs to them, what they were. */
function pooledRange({ edges, max, min }: LayerRow): Range {
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  if (min == null || max == null) return [first, last];
  const own: Range = [min, max];
  const candidates = [own, openRange(own), honestBins(own, BINS).range];
  const isRounded = (exact: number, edge: number) => Number(exact.toPrecision(9)) === edge;
  return (
    candidates.find(([from, to]) => to > from && isRounded(from, first) && isRounded(to, last)) ?? [
      first,
      last,
    ]
  );
}
