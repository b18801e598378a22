import { Button, SegmentedControl } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { armLetter } from '../../../common/experiment/arms.ts';
import { formatCompact, formatShortPercent, formatWhole } from '../../../common/lib/format.ts';
import { type LadderVerdict, USABLE_AT } from '../../../common/studies/ladder-verdict.ts';
import { studyMembers } from '../../../common/studies/study.ts';
import { studyFileName, studyProvenance } from '../../export/study-text.ts';
import { armSlots } from '../../store/arm-slots.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import styles from './Ladder.module.css';
import { LadderFigures } from './LadderFigures.tsx';
import { LadderSettings } from './LadderSettings.tsx';
import { LadderStrip, type Rung } from './LadderStrip.tsx';
import { createLadderModeller, emptyLadder, type LadderModel } from './ladder-model.ts';
import { OtherSettings } from './OtherSettings.tsx';
import { StudyRun } from './StudyRun.tsx';
import { StudyTools } from './StudyTools.tsx';
import { studyTable } from './study-table.ts';
import { useStudyAsked } from './use-study-asked.ts';

const THRESHOLDS = USABLE_AT.map((share) => ({
  value: String(share),
  label: formatShortPercent(share),
}));

/** How large a learning rate may be, measured: every arm at every rate of a ladder, with the same weights and batches. */
export function LadderPanel() {
  const [threshold, setThreshold] = useState(0.9);
  const [look, setLook] = useState<Rung | null>(null);
  const model = useLadder(threshold);
  return (
    <section className="ns-card" aria-labelledby="ns-ladder">
      <div className={styles['head']}>
        <h2 id="ns-ladder">How large a learning rate?</h2>
        <div className={styles['tools']}>
          <LadderTools threshold={threshold} />
        </div>
      </div>
      <LadderSettings />
      <StudyRun kind="ladder" />
      <OtherSettings kind="ladder" />
      {model.verdict === null ? <WhatItDoes /> : <Words verdict={model.verdict} />}
      <div className={styles['verdictHead']}>
        <span id="ns-usable" className="ns-sub">
          Counts as usable from
        </span>
        <SegmentedControl
          size="xs"
          aria-labelledby="ns-usable"
          data={THRESHOLDS}
          value={String(threshold)}
          onChange={(value) => setThreshold(Number(value))}
        />
        <span className="ns-sub">test accuracy. Cells say it in percent.</span>
      </div>
      <Rungs model={model} onLook={setLook} />
      <LadderFigures model={model} look={look} />
    </section>
  );
}

/** Exports of the ladder, once something of it is measured. */
function LadderTools({ threshold }: { threshold: number }) {
  const record = usePageStore(({ studies }) => studies.ladder?.record ?? null);
  if (record === null) return null;
  return (
    <StudyTools
      of="the ladder"
      fileName={(extension) => studyFileName(record, extension)}
      makeTable={() => ({ table: studyTable(record), provenance: studyProvenance(record) })}
      makePicture={async (scheme) => {
        const { makeLadderPicture } = await import('./ladder-picture.tsx');
        return makeLadderPicture(record, threshold, scheme, new Date());
      }}
    />
  );
}

/** What is drawn: the ladder that was measured, or an empty one as it would be. */
function useLadder(threshold: number): LadderModel {
  const record = useDeferredValue(usePageStore(({ studies }) => studies.ladder?.record ?? null));
  const id = usePageStore(({ studies }) => studies.ladder?.id ?? null);
  const modeller = useMemo(() => ({ id, model: createLadderModeller() }), [id]);
  const asked = useStudyAsked('ladder');
  return useMemo(
    () => (record === null ? emptyLadder(asked) : modeller.model(record, threshold)),
    [record, asked, modeller, threshold],
  );
}

function Words({ verdict: { caveat, detail, headline } }: { verdict: LadderVerdict }) {
  return (
    <div className={styles['verdict']}>
      <h3 aria-live="polite">{headline}</h3>
      {detail !== '' && <p className="ns-sub">{detail}</p>}
      <p className="ns-caveat">{caveat}</p>
    </div>
  );
}

/** Before the first ladder: what it will do. */
function WhatItDoes() {
  const study = useStudyAsked('ladder');
  return (
    <p className="ns-sub">
      Trains {studyMembers(study).length} networks for {formatWhole(study.base.steps)} steps each, all from
      the same weights on the same batches, and finds out up to which learning rate each arm learns. The run,
      if there is one, waits meanwhile.
    </p>
  );
}

/** The strip, and what became of the cell that was chosen. */
function Rungs({ model, onLook }: { model: LadderModel; onLook(rung: Rung | null): void }) {
  const rates = usePageStore(useShallow(({ asked }) => asked.arms.map(({ rate }) => rate)));
  const leaving = usePageStore((state) =>
    armSlots(state)
      .flatMap(({ asked }, slot) => (asked === null ? [armLetter(slot)] : []))
      .join(', '),
  );
  const { setAllRates, showView } = usePageCommands();
  const [chosen, setChosen] = useState<number | null>(null);
  const choose = (rate: number) => {
    setAllRates(rate);
    setChosen(rate);
  };
  // A rate that was changed elsewhere since is no longer the one chosen here.
  const holds = chosen !== null && rates.every((rate) => rate === chosen);
  return (
    <>
      <LadderStrip model={model} onChoose={choose} onLook={onLook} />
      <div className={styles['chosen']} role="status">
        {!holds ? (
          <p className="ns-sub">Press a cell to make its rate that of the run’s networks.</p>
        ) : (
          <>
            <p>
              The learning rate of the run’s networks is now {formatCompact(chosen)}.
              {leaving !== '' && ` Not changed: ${leaving}, not part of the next run.`}
            </p>
            <Button size="compact-xs" variant="default" onClick={() => showView('run')}>
              Show the run
            </Button>
          </>
        )}
      </div>
    </>
  );
}
