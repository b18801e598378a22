import type { DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';

/** The figures of every layer and arm at the shown step. */
export const layersTable = (_source: ChartSource): DataTable => ({ columns: [], rows: [] });

/** The bins of every histogram shown. */
export const layersBins = (_source: ChartSource): DataTable => ({ columns: [], rows: [] });
