import type { Scale } from './line-path.ts';

/** A word over a plot, in the colour of what it stands in, with a rim that sets it off from what is drawn there. */
export function PlotText({
  children,
  x,
  y,
  anchor,
  weight,
}: {
  children: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
  weight: number;
}) {
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      fontSize={10}
      fontWeight={weight}
      stroke="var(--ns-card)"
      strokeWidth={2.5}
      paintOrder="stroke"
    >
      {children}
    </text>
  );
}

const BESIDE = 5;

/** How far the values of a spike spread, beside it where there is more room. */
export function ReachText({ text, place, x, y }: { text: string; place: number; x: Scale; y: number }) {
  const right = place < 0.55;
  return (
    <PlotText x={x(place) + (right ? BESIDE : -BESIDE)} y={y} anchor={right ? 'start' : 'end'} weight={600}>
      {text}
    </PlotText>
  );
}

/** Says that a bar is higher than it is drawn. */
export function CutMark({ x, y }: { x: number; y: number }) {
  return (
    <path
      d={`M${(x - 5).toFixed(1)} ${(y + 2).toFixed(1)}l10 -4M${(x - 5).toFixed(1)} ${(y + 5).toFixed(1)}l10 -4`}
      stroke="var(--ns-card)"
      strokeWidth={1.4}
      data-cut
    />
  );
}
