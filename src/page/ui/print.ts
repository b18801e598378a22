import './print.css';

/** Pixels across a landscape page of A4 or Letter, less its margins. */
const PAPER = 975;

/**
 * Keeps what is printed as wide as it is on the screen, and makes it smaller until it fits: charts are drawn for their width in pixels,
 * and nothing draws them anew for paper.
 *
 * @returns ends it
 */
export function fitPrint(): () => void {
  const printing = matchMedia('print');
  const measure = () => {
    const width = document.querySelector('.ns-content')?.clientWidth ?? 0;
    // In print the width has been set already.
    if (printing.matches || width === 0) return;
    const { style } = document.documentElement;
    style.setProperty('--ns-print-width', `${width}px`);
    style.setProperty('--ns-print-zoom', String(Math.min(1, PAPER / width)));
  };
  const sizes = new ResizeObserver(measure);
  const content = document.querySelector('.ns-content');
  if (content !== null) sizes.observe(content);
  return () => sizes.disconnect();
}
