/** The look that the axes of all charts share. */
export const TICK = { fill: 'var(--ns-soft)', fontSize: 11 };
export const AXIS_LINE = { stroke: 'var(--ns-line)' };
export const CAPTION = { fontSize: 11, fill: 'var(--ns-faint)' };
/** Keeps words readable over lines. */
export const HALO = { stroke: 'var(--ns-card)', strokeWidth: 3, paintOrder: 'stroke' } as const;
