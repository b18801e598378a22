import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useNarrow } from '../use-narrow.ts';

interface FoldingCardProps {
  title: string;
  /** Said next to the title: what the card is about, or, where it may be folded, what it holds. */
  aside?: ReactNode;
  summary: ReactNode;
  children: ReactNode;
}

/** A card that is folded on a phone, where it would push the charts out of sight, and open elsewhere. */
export function FoldingCard({ title, aside, summary, children }: FoldingCardProps) {
  const id = useId();
  const narrow = useNarrow();
  if (narrow) {
    return (
      <details className="ns-card ns-folding">
        <summary>
          <h2>{title}</h2>
          <span className="ns-sub">{summary}</span>
          <IconChevronDown size={16} aria-hidden />
        </summary>
        {children}
      </details>
    );
  }
  return (
    <section className="ns-card" aria-labelledby={id}>
      <div className="ns-card-head">
        <h2 id={id}>{title}</h2>
        <span className="ns-sub">{aside}</span>
      </div>
      {children}
    </section>
  );
}
