import { placeLabels } from './change-labels.ts';
import type { ChangeMark } from './curve-model.ts';
import type { Scale } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

interface ChangeProps {
  changes: readonly ChangeMark[];
  x: Scale;
  plot: PlotArea;
}

/** A vertical line wherever arms were changed in the middle of the run. */
export function ChangeLines({ changes, x, plot }: ChangeProps) {
  return changes.map(({ step }) => (
    <path
      key={step}
      d={`M${x(step).toFixed(1)} ${plot.y}V${plot.y + plot.height}`}
      stroke="var(--ns-faint)"
      strokeDasharray="3 3"
    />
  ));
}

/** The changes in words, beside their lines, where there is room. */
export function ChangeLabels({ changes, x, plot }: ChangeProps) {
  const labels = placeLabels(
    changes.map(({ step, text }) => ({ place: x(step), text })),
    plot,
  );
  return labels.map((label, index) => {
    const step = changes[index]?.step;
    return (
      label && (
        <text
          key={step}
          x={label.x.toFixed(1)}
          y={label.y}
          textAnchor={label.anchor}
          fontSize={11}
          fontWeight={550}
          fill="var(--ns-ink)"
          stroke="var(--ns-card)"
          strokeWidth={3.5}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {label.text}
        </text>
      )
    );
  });
}
