import type { DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import type { ChartName } from '../chart-store.ts';
import { curveSteps, curveTable } from './curve-table.ts';
import { depthTable } from './depth-table.ts';
import { gradientTable } from './gradient-table.ts';
import { landscapeCsv, landscapeTable, stepSizeCsv, stepSizeTable } from './landscape-tables.ts';
import { layersBins, layersTable } from './layers-table.ts';
import { unitTable } from './unit-table.ts';

type MakeTable = (source: ChartSource) => DataTable;

/** The table of each chart, as the page shows it. */
export const CHART_TABLES: Readonly<Record<ChartName, MakeTable>> = {
  accuracy: (source) => curveTable('accuracy', source),
  loss: (source) => curveTable('loss', source),
  layers: layersTable,
  gradient: gradientTable,
  stepsize: stepSizeTable,
  landscape: landscapeTable,
  depth: depthTable,
  unit: unitTable,
};

/** What the CSV file of each chart holds. */
export const CHART_CSV: Readonly<Record<ChartName, MakeTable>> = {
  ...CHART_TABLES,
  accuracy: (source) => curveSteps('accuracy', source),
  loss: (source) => curveSteps('loss', source),
  layers: layersBins,
  stepsize: stepSizeCsv,
  landscape: landscapeCsv,
};
