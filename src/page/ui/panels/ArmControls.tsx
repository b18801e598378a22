import { Switch } from '@mantine/core';
import { useCallback } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { armKind, armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { PageState } from '../../store/page-state.ts';
import { selectArm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { armDash } from '../charts/arm-style.ts';
import { RateControl } from '../controls/RateControl.tsx';
import { usePageCommands } from '../page-commands-context.ts';

/** One arm: batch normalization on or off, and its learning rate. */
export function ArmControls({ arm }: { arm: number }) {
  const select = useCallback((state: PageState) => selectArm(state, arm), [arm]);
  const { bn, rate, live, pending, divergedAt } = usePageStore(useShallow(select));
  const waits = usePageStore(({ run }) => run?.phase === 'paused' || run?.phase === 'finished');
  const { setBn } = usePageCommands();
  const letter = armLetter(arm);
  return (
    <fieldset className="ns-arm" data-bn={bn} aria-label={`Arm ${letter}`}>
      <div className="ns-arm-title">
        <svg width="20" height="8" aria-hidden="true">
          <path d="M0 4h20" stroke="var(--ns-arm)" strokeWidth="2.5" strokeDasharray={armDash(arm)} />
        </svg>
        <span>
          {letter} · {armKind(bn)}
        </span>
        <Switch
          size="sm"
          color="var(--ns-arm)"
          withThumbIndicator={false}
          aria-label={`Batch normalization of ${letter}`}
          checked={bn}
          onChange={(event) => setBn(arm, event.currentTarget.checked)}
        />
      </div>
      <RateControl arm={arm} letter={letter} rate={rate} />
      {divergedAt !== null && (
        <p className="ns-arm-note ns-bad" role="status">
          Diverged at step {formatWhole(divergedAt)}. A new run brings it back; changes here wait for that.
        </p>
      )}
      {live && pending && waits && <p className="ns-arm-note">Takes effect at the next step.</p>}
    </fieldset>
  );
}
