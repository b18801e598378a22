import { type PlacedLabel, placeLabels } from './change-labels.ts';
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

/** The changes in words, beside their lines, where there is room; and how many more there are. */
export function ChangeLabels({ changes, x, plot }: ChangeProps) {
  const { labels, rest } = placeLabels(
    changes.map(({ step, text }) => ({ place: x(step), text })),
    plot,
  );
  return (
    <>
      {labels.map((label, index) => label && <Words key={changes[index]?.step} label={label} />)}
      {rest && <Words label={rest} soft />}
    </>
  );
}

function Words({ label, soft = false }: { label: PlacedLabel; soft?: boolean }) {
  return (
    <text
      x={label.x.toFixed(1)}
      y={label.y}
      textAnchor={label.anchor}
      fontSize={11}
      fontWeight={550}
      fill={soft ? 'var(--ns-soft)' : 'var(--ns-ink)'}
      stroke="var(--ns-card)"
      strokeWidth={3.5}
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      {label.text}
    </text>
  );
}
