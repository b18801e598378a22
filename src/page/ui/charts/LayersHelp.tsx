import { memo } from 'react';
import { ExplanationMark } from './ExplanationMark.tsx';

const EXPLANATION =
  'Each card is a layer, seen on one training batch. “Across images” takes each unit’s own mean off: what is left is how ' +
  'much a unit changes from image to image, and only this tells the next layer anything. “Pooled” shows the values as they ' +
  'are: a layer can look alive then, with a wide histogram, while every unit is a constant (drawn pale). The figures give ' +
  'both spreads, across images and between units; the bar is the part of the variance that is across images. A bar with two ' +
  'cuts holds a heap of exact zeros and is higher than drawn. Click a layer’s name to follow one of its units.';

/** What the figures of the layers mean. */
export const LayersHelp = memo(function LayersHelp() {
  return <ExplanationMark text={EXPLANATION} />;
});
