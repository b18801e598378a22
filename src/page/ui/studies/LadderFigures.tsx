import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import { AllCurvesPlot } from './AllCurvesPlot.tsx';
import styles from './Ladder.module.css';
import type { LadderModel } from './ladder-model.ts';
import { RatePlot } from './RatePlot.tsx';
import type { LadderView } from './use-ladder-drawing.ts';

const HEIGHT = 260;

/** The ladder's two charts, beside each other where there is room. */
export function LadderFigures({ model, look }: LadderView) {
  return (
    <div className={styles['pair']}>
      <Figure
        title="Accuracy by learning rate"
        hint="Bold: after the last step. Thin: after earlier ones. ✕: diverged."
        words={rateWords(model)}
      >
        {(width) => <RatePlot model={model} look={look} width={width} height={HEIGHT} />}
      </Figure>
      <Figure
        title="All curves"
        hint="A thin line for every arm and rate, stronger at higher rates. Point at a cell to see its own."
        words={`Training accuracy over ${formatWhole(model.steps)} steps, a line for every arm and rate.`}
      >
        {(width) => <AllCurvesPlot model={model} look={look} width={width} height={HEIGHT} />}
      </Figure>
    </div>
  );
}

const rateWords = ({ arms, verdict }: LadderModel): string =>
  `Test accuracy by learning rate. ${verdict?.headline ?? 'Nothing is measured yet.'} ${arms
    .flatMap(({ cells }) => cells.map(({ words }) => words))
    .join('; ')}.`;

function Figure({
  title,
  hint,
  words,
  children,
}: {
  title: string;
  /** How to read it. */
  hint: string;
  /** What it shows, for those who cannot see it. */
  words: string;
  children(width: number): ReactNode;
}) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  return (
    <div>
      <h3>{title}</h3>
      <p className="ns-sub">{hint}</p>
      <div ref={ref} className={styles['plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <div role="img" aria-label={words}>
            {children(width)}
          </div>
        )}
      </div>
    </div>
  );
}
