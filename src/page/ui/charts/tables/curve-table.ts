import type { DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import type { CurveName } from '../chart-store.ts';

/** The tested steps of every arm. */
export const curveTable = (_name: CurveName, _source: ChartSource): DataTable => ({ columns: [], rows: [] });
