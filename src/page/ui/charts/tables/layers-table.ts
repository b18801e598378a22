import {
  figuresOf,
  histogramOf,
  type LayerFigures,
  type LayerSnapshot,
} from '../../../../common/experiment/layer-snapshot.ts';
import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import { armLabel, normWord } from '../../../export/arm-text.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import { armAt } from '../bn-segments.ts';
import type { ChartSource } from '../chart-source.ts';
import { shownStep } from '../chart-store.ts';
import { PROBE_NAMES, spreadName } from '../layer-probes.ts';
import { armsAt, chosenArms, probesOf } from '../layers-look.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';

const FIGURE_COLUMNS = [
  ['mean', 'mean'],
  ['standard deviation', 'std'],
  ['sd within units (across images)', 'imageStd'],
  ['sd between units', 'unitStd'],
  ['smallest', 'min'],
  ['15th percentile', 'p15'],
  ['median', 'p50'],
  ['85th percentile', 'p85'],
  ['largest', 'max'],
  ['norm', 'norm'],
  ['values', 'count'],
  ['exactly 0', 'zeros'],
  ['saturated', 'saturated'],
  ['NaN', 'nan'],
  ['infinite', 'infinite'],
  ['units', 'units'],
  ['units all 0', 'deadUnits'],
] as const satisfies readonly (readonly [string, keyof LayerFigures])[];

const WHAT = ['step', 'layer', 'arm', 'normalization', 'probe'] as const;

/** The figures of every layer and arm at the shown step; a row a layer, shown probe and arm. */
export function layersTable({ record, config, view }: ChartSource): DataTable {
  const snapshot = snapshotAt(record.snapshots, shownStep(view));
  const columns = [...WHAT, ...FIGURE_COLUMNS.map(([name]) => name), 'diverged at step'];
  if (snapshot === null) return { columns, rows: [] };
  const arms = armsAt(record, config, snapshot, view.layers);
  const rows = layersOf(snapshot).flatMap((layer) =>
    probesOf(view.layers).flatMap((probe) =>
      arms.map(({ arm, divergedAt }): Cell[] => {
        const own = armAt(record, arm, snapshot.step);
        const figures = figuresOf(snapshot, arm, layer, probe);
        return [
          snapshot.step,
          layer,
          armLabel(own, arm),
          normWord(own),
          PROBE_NAMES[probe],
          ...FIGURE_COLUMNS.map(([, name]) => figures?.[name] ?? null),
          divergedAt,
        ];
      }),
    ),
  );
  return { columns, rows };
}

/** The bins of every histogram shown, as they were counted; over time, those of all snapshots in range. */
export function layersBins({ record, view }: ChartSource): DataTable {
  const { spread } = view.layers;
  const shown = snapshotAt(record.snapshots, shownStep(view));
  const over = view.layers.view === 'time' ? snapshotsIn(record.snapshots, view.range) : shown ? [shown] : [];
  const arms = chosenArms(view.layers, record.config.arms.length);
  const rows: Cell[][] = [];
  for (const snapshot of over) {
    for (const layer of layersOf(snapshot)) {
      for (const probe of probesOf(view.layers)) {
        for (const arm of arms) {
          const histogram = histogramOf(snapshot, arm, layer, probe, spread);
          if (histogram === null) continue;
          const own = armAt(record, arm, snapshot.step);
          const what = [
            snapshot.step,
            layer,
            armLabel(own, arm),
            normWord(own),
            PROBE_NAMES[probe],
            spreadName(probe, spread),
          ];
          const { min, max, counts } = histogram;
          const edge = (bin: number) => {
            if (bin === 0) return min;
            return bin === counts.length ? max : Math.fround(min + ((max - min) * bin) / counts.length);
          };
          for (let bin = 0; bin < counts.length; bin++) {
            rows.push([...what, edge(bin), edge(bin + 1), counts[bin] ?? 0]);
          }
        }
      }
    }
  }
  return { columns: [...WHAT, 'spread', 'bin from', 'bin to', 'count'], rows };
}

const layersOf = ({ layers }: LayerSnapshot): number[] =>
  Array.from({ length: layers }, (_, index) => index + 1);
