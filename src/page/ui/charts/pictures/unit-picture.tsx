import type { CurvePicture } from '../../../export/picture.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES } from '../chart-store.ts';

export const unitPicture = async (_source: PictureSource, width: number): Promise<CurvePicture> => ({
  kind: 'curve',
  title: CHART_TITLES.unit,
  chart: { width, height: 10, markup: '' },
});
