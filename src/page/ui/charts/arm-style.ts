const DASHES = [undefined, '7 4', '2 3', '11 3 2 3', '14 5', '6 2 2 2 2 2', '4 2', '12 3 4 3'] as const;

/** Dash of an arm's lines by its place: A solid, B dashed, and so on. */
export const armDash = (arm: number): string | undefined => DASHES[arm % DASHES.length];

const MARKERS = [
  'M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0Z',
  'M-3.3-3.3h6.6v6.6h-6.6Z',
  'M0-4.2L4.1 3.2H-4.1Z',
  'M0-4.6L4.6 0L0 4.6L-4.6 0Z',
  'M0 4.2L4.1-3.2H-4.1Z',
  'M-1.4-4.2h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8v-2.8h-2.8v-2.8h2.8Z',
  'M-4.4-1.8h8.8v3.6h-8.8Z',
  'M-1.8-4.4h3.6v8.8h-3.6Z',
] as const;

/** Outline of an arm's marker around 0, 0, as an SVG path: A circle, B square, C triangle, and so on. */
export const armMarker = (arm: number): string => MARKERS[arm % MARKERS.length] ?? MARKERS[0];

/** The look of a pinned run's lines. */
export const GHOST_LINE = { strokeWidth: 1.3, strokeOpacity: 0.4 } as const;

/** The look of a second test curve, by batch statistics: thin, and dotted whatever the arm. */
export const BY_BATCH_LINE = {
  strokeWidth: 1.5,
  strokeDasharray: '0.1 3.4',
  strokeLinecap: 'round',
} as const;
