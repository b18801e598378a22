import { useMemo } from 'react';
import { trainedColumns } from '../../../common/studies/over-seeds.ts';
import { seedsText } from '../../../common/studies/repeats-words.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { FigureTable } from '../charts/FigureTable.tsx';
import styles from './Repeats.module.css';
import { armsTable } from './repeats-table.ts';

/** What each arm came to over the seeds that are trained to the end. */
export function RepeatsSummary({ record }: { record: StudyRecord }) {
  const table = useMemo(() => armsTable(record), [record]);
  const trained = trainedColumns(record).length;
  return (
    <section className="ns-card" aria-labelledby="ns-repeats-arms">
      <h2 id="ns-repeats-arms">Each arm over the seeds</h2>
      <p className={`ns-sub ${styles['hint']}`}>
        {trained === 0
          ? 'No seed is trained to the end yet.'
          : `Of ${seedsText(trained, record.config.columns.length)}, trained to the end with every arm. Means leave out networks that broke down or did not get there.`}
      </p>
      <FigureTable table={table} name="Each arm over the seeds: table" />
    </section>
  );
}
