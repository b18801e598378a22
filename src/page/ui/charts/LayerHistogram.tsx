import { createContext, memo, useContext } from 'react';
import { AreaChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import { mirrorHeight, overlayHeight } from './histogram-layout.ts';
import type { ArmHeights } from './layer-model.ts';
import type { Scale } from './line-path.ts';
import { MirroredHistograms } from './MirroredHistograms.tsx';
import { OverlaidHistograms } from './OverlaidHistograms.tsx';

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };
const UNIT_DOMAIN = [0, 1];

interface Drawn {
  readonly histograms: readonly ArmHeights[];
  readonly overlay: boolean;
}

/**
 * The histograms of one layer, mirrored in pairs or one over the other. The x axis runs from 0 to 1 between the values named below
 * it, the y axis down in pixels.
 */
export const LayerHistogram = memo(function LayerHistogram({
  histograms,
  overlay,
  width,
}: Drawn & { readonly width: number }) {
  const height = (overlay ? overlayHeight : mirrorHeight)(histograms.length);
  return (
    <HistogramsContext value={{ histograms, overlay }}>
      <Frame width={width} height={height} />
    </HistogramsContext>
  );
});

const HistogramsContext = createContext<Drawn>({ histograms: [], overlay: false });

/** Recharts' coordinates; drawn once, while the bars in it change. */
const Frame = memo(function Frame({ width, height }: { width: number; height: number }) {
  return (
    <AreaChart width={width} height={height} margin={NO_MARGIN} accessibilityLayer={false}>
      <XAxis hide dataKey="x" type="number" domain={UNIT_DOMAIN} allowDataOverflow />
      <YAxis hide type="number" domain={UNIT_DOMAIN} allowDataOverflow reversed />
      <Histograms height={height} />
    </AreaChart>
  );
});

function Histograms({ height }: { height: number }) {
  const { histograms, overlay } = useContext(HistogramsContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  const x: Scale = (share) => xScale(share) ?? 0;
  const y: Scale = (pixels) => yScale(pixels / height) ?? 0;
  return overlay ? (
    <OverlaidHistograms histograms={histograms} x={x} y={y} />
  ) : (
    <MirroredHistograms histograms={histograms} x={x} y={y} />
  );
}
