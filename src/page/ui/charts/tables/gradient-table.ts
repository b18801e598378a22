import type { DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';

export const gradientTable = (_source: ChartSource): DataTable => ({ columns: [], rows: [] });
