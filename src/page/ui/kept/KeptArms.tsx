import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { type ArmHistory, armHistory } from '../../../common/experiment/arm-history.ts';
import { armName, armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { ArmConfig } from '../../../common/experiment/config.ts';
import type { KeptArm, KeptRun } from '../../store/kept-runs.ts';
import { ArmSample } from '../charts/ArmSample.tsx';
import { armInShort } from '../panels/norm-in-short.ts';
import { armEndWords } from './kept-words.ts';

/** More arms than this are folded, but for the first few. */
const MOST_AT_ONCE = 4;
const FIRST = 3;

/** What each arm of a kept run is, and what it came to. */
export function KeptArms({ run: { arms, changes, config, name } }: { run: KeptRun }) {
  const [unfolded, setUnfolded] = useState(false);
  const both = arms.flatMap((end, arm) => {
    const own = config.arms[arm];
    if (own === undefined) return [];
    return [{ letter: armLetter(arm), arm, own, history: armHistory(own, arm, changes), end }];
  });
  const folds = both.length > MOST_AT_ONCE;
  const shown = folds && !unfolded ? both.slice(0, FIRST) : both;
  return (
    <>
      <ul className="ns-kept-arms" aria-label={`Arms of ${name}`}>
        {shown.map(({ arm, end, history, letter, own }) => (
          <ArmLine key={letter} arm={arm} letter={letter} own={own} history={history} end={end} />
        ))}
      </ul>
      {folds && (
        <UnstyledButton
          className="ns-link ns-kept-more"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Fewer arms' : `${both.length - FIRST} more arms`}
          <span className="ns-hidden"> of {name}</span>
        </UnstyledButton>
      )}
    </>
  );
}

interface ArmLineProps {
  arm: number;
  letter: string;
  /** As the run began with it. */
  own: ArmConfig;
  history: ArmHistory;
  end: KeptArm;
}

/** "A Batch normalization rate 0.1"; "B Plain rate 0.1, batch normalization from step 40 changed", in the color of what it became. */
function ArmLine({ arm, letter, own, history, end }: ArmLineProps) {
  const tone = armTone(history.end);
  const changed = history.words.length > 0;
  return (
    <li data-tone={tone}>
      <ArmSample arm={arm} tone={tone} />
      <span className="ns-kept-arm">
        <b>{letter}</b> {armName(own)} <span className="ns-sub">{armInShort(own)}</span>
        {changed && (
          <>
            {`, ${history.words.join(', ')} `}
            <span className="ns-kept-mark">changed</span>
          </>
        )}
      </span>
      <b className="ns-kept-end" data-diverged={end.divergedAt !== null || undefined}>
        {armEndWords(end)}
      </b>
    </li>
  );
}
