import { useElementSize } from '@mantine/hooks';
import { memo } from 'react';
import { armTone } from '../../../common/experiment/arm-look.ts';
import { type ArmConfig, hiddenLayers } from '../../../common/experiment/config.ts';
import { normOf } from '../../../common/experiment/norm.ts';
import { ConvColumns } from './ConvColumns.tsx';
import { DenseColumns } from './DenseColumns.tsx';
import { EDGE, type SketchFrame } from './sketch-frame.ts';
import { normalisedLayers, type SketchedNet } from './sketch-layout.ts';

interface NetSketchProps {
  arm: ArmConfig;
  net: SketchedNet;
  /** Pixels. */
  height: number;
  label: string;
}

/**
 * A network drawn: pixels in; for each hidden layer a column of units, or a block's feature maps; ten classes out. A bar where
 * normalization stands, before the activation or after it.
 */
export const NetSketch = memo(function NetSketch({ arm, net, height, label }: NetSketchProps) {
  const { ref, width } = useElementSize();
  const columns = hiddenLayers(net) + 2;
  const gap = (Math.max(width, 1) - 2 * EDGE) / (columns - 1);
  const frame: SketchFrame = { columns, gap, height, x: (column) => EDGE + column * gap };
  return (
    <div ref={ref} className="ns-sketch" data-tone={armTone(arm)}>
      <svg width={width} height={height} role="img" aria-label={label}>
        {net.kind === 'conv' ? <ConvColumns net={net} frame={frame} /> : <DenseColumns frame={frame} />}
        <NormBars arm={arm} net={net} frame={frame} />
      </svg>
    </div>
  );
});

function NormBars({
  arm,
  net,
  frame: { gap, height, x },
}: {
  arm: ArmConfig;
  net: SketchedNet;
  frame: SketchFrame;
}) {
  const side = normOf(arm).place === 'before' ? -1 : 1;
  const width = Math.max(2, Math.min(5, gap / 7));
  return normalisedLayers(net, arm).map((layer) => (
    <rect
      key={layer}
      className="ns-bn-bar"
      x={x(layer) + side * gap * 0.42 - width / 2}
      y={EDGE - 5}
      width={width}
      height={height - 2 * EDGE + 10}
      rx={2}
    />
  ));
}
