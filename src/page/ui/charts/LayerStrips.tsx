import { useComputedColorScheme } from '@mantine/core';
import { memo, useLayoutEffect, useRef } from 'react';
import styles from './Layers.module.css';
import { stepPlace, type TimePlot, type TimeStrip } from './layer-time.ts';
import { paintStrip } from './paint-strip.ts';
import { stripHeight, stripsHeight, stripTexts, stripTop } from './strip-layout.ts';

/**
 * Each arm's histograms over training, step across and value up.
 *
 * @param step the shown one, marked
 */
export function LayerStrips({ plot, step, width }: { plot: TimePlot; step: number | null; width: number }) {
  const { strips, steps } = plot;
  const height = stripsHeight(strips.length);
  const place = step === null ? null : stepPlace(step, steps);
  const x = place === null ? null : Math.min(width - 1, Math.max(1, place * width)).toFixed(1);
  const end = stripTop(strips.length - 1, strips.length) + stripHeight(strips.length);
  return (
    <div className={styles['strips']} style={{ width, height }} data-drawn="strips">
      {strips.map((strip, index) => (
        <Strip
          key={strip.arm}
          strip={strip}
          top={stripTop(index, strips.length)}
          height={stripHeight(strips.length)}
        />
      ))}
      <svg width={width} height={height} aria-hidden="true">
        {x !== null && (
          <path d={`M${x} 0V${end}`} stroke="var(--ns-ink)" strokeWidth={1.2} data-mark={step} />
        )}
        <Texts plot={plot} width={width} />
      </svg>
    </div>
  );
}

const Strip = memo(function Strip({ strip, top, height }: { strip: TimeStrip; top: number; height: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  useLayoutEffect(() => {
    if (ref.current !== null) paintStrip(ref.current, strip, scheme);
  }, [strip, scheme]);
  return <canvas ref={ref} style={{ top, height }} data-arm={strip.letter} />;
});

const Texts = memo(function Texts({ plot, width }: { plot: TimePlot; width: number }) {
  return stripTexts(plot, width).map(({ text, x, y, anchor, tone, weight }) => (
    <text
      key={`${x} ${y}`}
      x={x}
      y={y}
      textAnchor={anchor}
      fontSize={10}
      fontWeight={weight}
      fill={`var(--ns-${tone})`}
      stroke="var(--ns-card)"
      strokeWidth={2.5}
      paintOrder="stroke"
    >
      {text}
    </text>
  ));
});
