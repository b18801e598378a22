import { memo, useLayoutEffect, useRef } from 'react';
import styles from './Unit.module.css';
import type { Formula } from './unit-formula.ts';
import { type Katex, useKatex } from './use-katex.ts';

/** A formula, set by KaTeX as soon as that is loaded, in plain text before. */
export const FormulaLine = memo(
  function FormulaLine({ formula: { tex, text } }: { formula: Formula }) {
    const katex = useKatex();
    return (
      <div className={styles['formula']}>
        {katex === null ? (
          <span className={styles['plainText']}>{text}</span>
        ) : (
          <Typeset katex={katex} tex={tex} />
        )}
      </div>
    );
  },
  ({ formula: one }, { formula: other }) => one.tex === other.tex,
);

/** A formula is set no smaller than this share of its size. */
const SMALLEST = 0.7;

/** Sets a formula that is too wide for its place smaller; what must be scrolled all the same can be reached by keyboard. */
function fitIn(frame: HTMLElement): void {
  frame.style.fontSize = '';
  const share = frame.clientWidth / Math.max(1, frame.scrollWidth);
  if (share < 1) frame.style.fontSize = `${Math.max(SMALLEST, 0.98 * share)}em`;
  if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
  else frame.removeAttribute('tabindex');
}

function Typeset({ katex, tex }: { katex: Katex; tex: string }) {
  const host = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const frame = host.current?.parentElement;
    if (host.current === null || !frame) return;
    katex.render(tex, host.current, { displayMode: true, output: 'htmlAndMathml', throwOnError: false });
    fitIn(frame);
    const observer = new ResizeObserver(() => fitIn(frame));
    observer.observe(frame);
    return () => observer.disconnect();
  }, [katex, tex]);
  return <span ref={host} />;
}
