import { toneColor } from '../../../export/palette.ts';
import type { CurvePicture } from '../../../export/picture.ts';
import { textMarkup } from '../../../export/svg-text.ts';
import { StepSizePlot } from '../../landscape/StepSizePlot.tsx';
import { stepSizeModel, stepSizeWords } from '../../landscape/step-size-model.ts';
import { armNow } from '../bn-segments.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, shownStep } from '../chart-store.ts';
import { batchText } from '../gradient-model.ts';
import { drawCharts } from './draw-charts.tsx';

const HEIGHT = 360;
const LINE = 18;

/** The step-size chart at a size of its own, the words on every arm below it. */
export async function stepSizePicture({ record, view }: PictureSource, width: number): Promise<CurvePicture> {
  const model = stepSizeModel(record, record.stepSizes, shownStep(view));
  const [chart] = await drawCharts([
    <StepSizePlot key="stepsize" model={model} width={width} height={HEIGHT} />,
  ]);
  if (chart === undefined) throw new Error('No step-size chart was drawn');
  const step = model.step === null ? 'nothing was measured' : batchText(model.step);
  const words = model.arms.map((own, index) =>
    textMarkup(
      stepSizeWords(own, armNow(record, own.arm)?.rate ?? Number.NaN),
      0,
      HEIGHT + LINE * (1 + index),
      {
        size: 12,
        weight: 600,
        fill: toneColor(own.look.tone),
      },
    ),
  );
  const caption = textMarkup(step, width, 11, { size: 11.5, fill: 'var(--ns-soft)', anchor: 'end' });
  return {
    kind: 'curve',
    title: CHART_TITLES.stepsize,
    chart: {
      width,
      height: HEIGHT + LINE * model.arms.length + 8,
      markup: chart.markup + caption + words.join(''),
    },
  };
}
