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

function Typeset({ katex, tex }: { katex: Katex; tex: string }) {
  const host = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (host.current === null) return;
    katex.render(tex, host.current, { displayMode: true, output: 'htmlAndMathml', throwOnError: false });
    const frame = host.current.parentElement;
    // What must be scrolled to be read must be reached by keyboard.
    if (frame !== null && frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame?.removeAttribute('tabindex');
  }, [katex, tex]);
  return <span ref={host} />;
}
