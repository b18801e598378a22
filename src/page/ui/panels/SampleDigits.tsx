import { memo, useEffect, useRef } from 'react';
import { PIXELS } from '../../../common/experiment/config.ts';
import type { DataSummary } from '../../../common/protocol/events.ts';

const SIDE = Math.sqrt(PIXELS);
const GAP = 4;

/** The first few images of a data set side by side, as ink on transparent paper. */
export const SampleDigits = memo(function SampleDigits({
  data,
  count,
  transposed = false,
}: {
  data: DataSummary;
  count: number;
  /** With rows and columns swapped. */
  transposed?: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { sampleImages, sampleLabels } = data;
  const shown = Math.min(count, sampleLabels.length);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    for (let index = 0; context && index < shown; index++) {
      const image = context.createImageData(SIDE, SIDE);
      for (let pixel = 0; pixel < PIXELS; pixel++) {
        const place = transposed ? (pixel % SIDE) * SIDE + Math.floor(pixel / SIDE) : pixel;
        image.data[4 * pixel + 3] = sampleImages[index * PIXELS + place] ?? 0;
      }
      context.putImageData(image, index * (SIDE + GAP), 0);
    }
  }, [sampleImages, shown, transposed]);
  if (shown === 0) return null;
  return (
    <canvas
      ref={canvas}
      className="ns-digits"
      role="img"
      aria-label={`Sample images, labelled ${sampleLabels.subarray(0, shown).join(', ')}`}
      width={shown * (SIDE + GAP) - GAP}
      height={SIDE}
    />
  );
});
