import { memo } from 'react';
import { ExplanationMark } from './ExplanationMark.tsx';

const EXPLANATION =
  'One unit’s values for the images of a training batch: the bold line is the median, the band goes from the 15th to the 85th ' +
  'percentile (Ioffe & Szegedy 2015, Figure 1). A band that is no wider than its line is a unit that says the same of every ' +
  'image. In a plain arm there is nothing between z and y but the bias: the two charts differ by a shift only. A typical unit ' +
  'is the one whose spread before the first step is the median of its layer.';

/** What the charts of a unit mean. */
export const UnitHelp = memo(function UnitHelp() {
  return <ExplanationMark text={EXPLANATION} />;
});
