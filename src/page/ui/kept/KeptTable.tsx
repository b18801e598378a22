import './kept-table.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import type { KeptRun } from '../../store/kept-runs.ts';
import { KeptRow } from './KeptRow.tsx';

interface KeptTableProps {
  list: readonly KeptRun[];
  /** Of the run on the page. */
  onPage: string | null;
  askToDelete(keys: readonly string[]): void;
}

/** Rows drawn at first, and so many more each time a person asks: hundreds at once would take long. */
const ROWS = 30;

/** Kept runs, one a row; where there is little room each is a card. */
export function KeptTable({ list, onPage, askToDelete }: KeptTableProps) {
  const [most, setMost] = useState(ROWS);
  const rest = list.length - most;
  return (
    <div className="ns-kept-place">
      <table className="ns-kept-table" aria-labelledby="ns-kept">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Settings</th>
            <th scope="col">Result</th>
            <th scope="col" className="ns-kept-size">
              Size
            </th>
            <th scope="col">
              <span className="ns-hidden">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.slice(0, most).map((run) => (
            <KeptRow key={run.key} run={run} onPage={run.key === onPage} askToDelete={askToDelete} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button className="ns-kept-rest" size="xs" variant="default" onClick={() => setMost(most + ROWS)}>
          Show {Math.min(ROWS, rest)} older runs of {formatWhole(rest)}
        </Button>
      )}
    </div>
  );
}
