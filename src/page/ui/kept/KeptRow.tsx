import { memo } from 'react';
import { formatBytes } from '../../../common/lib/format.ts';
import type { KeptRun } from '../../store/kept-runs.ts';
import { RunNameField } from '../controls/RunNameField.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { KeptActions } from './KeptActions.tsx';
import { KeptArms } from './KeptArms.tsx';
import { experimentWords, outcomeWords, settingsWords } from './kept-words.ts';
import { fullMoment, momentWords } from './moment-words.ts';

interface KeptRowProps {
  run: KeptRun;
  onPage: boolean;
  askToDelete(keys: readonly string[]): void;
}

/** One kept run: what it is, what it came to, and what can be done with it. */
export const KeptRow = memo(function KeptRow({ run, onPage, askToDelete }: KeptRowProps) {
  const { config, damage } = run;
  const known = run.arms.length > 0;
  return (
    <tr>
      <th scope="row">
        <Name run={run} />
        <span className="ns-kept-when">
          <Moment iso={run.startedAt} />
          {onPage && <span className="ns-kept-mark">on the page</span>}
          {run.elsewhere && <span className="ns-kept-mark">open in another tab</span>}
        </span>
      </th>
      <td className="ns-kept-settings">
        {known && (
          <>
            <p>{experimentWords(config)}</p>
            <p className="ns-sub">{settingsWords(config)}</p>
          </>
        )}
      </td>
      <td className="ns-kept-result">
        {known && (
          <>
            <p className="ns-sub">{outcomeWords(run)}</p>
            <KeptArms run={run} />
          </>
        )}
        {damage !== null && <p className="ns-kept-damage">{damage}</p>}
      </td>
      <td className="ns-kept-size ns-sub">{formatBytes(run.bytes)}</td>
      <td className="ns-kept-actions">
        <KeptActions run={run} onPage={onPage} askToDelete={askToDelete} />
      </td>
    </tr>
  );
});

/** A name can be changed where the run is nobody else's, and whole. */
function Name({ run: { damage, elsewhere, key, name } }: { run: KeptRun }) {
  const { renameKept } = usePageCommands();
  if (elsewhere || damage !== null) return <span className="ns-kept-name-text">{name}</span>;
  return <RunNameField className="ns-kept-name" name={name} rename={(text) => renameKept(key, text)} />;
}

function Moment({ iso }: { iso: string }) {
  return (
    <time className="ns-sub" dateTime={iso} title={fullMoment(iso)}>
      {momentWords(iso, new Date())}
    </time>
  );
}
