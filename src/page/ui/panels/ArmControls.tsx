import { ActionIcon, Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, useId, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { armKind, armName, armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { PageState } from '../../store/page-state.ts';
import { type ArmView, selectArm, selectCanRemoveArm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { armDash } from '../charts/arm-style.ts';
import { ArmLookButton } from '../controls/ArmLookButton.tsx';
import { RateControl } from '../controls/RateControl.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { NormControls, NormToggle } from './NormControls.tsx';

interface ArmControlsProps {
  /** See `ArmSlot`. */
  slot: number;
  remove(slot: number): void;
  keep(slot: number): void;
}

/** One arm: what it is called, normalization on or off and of which kind, and its learning rate. */
export function ArmControls({ slot, remove, keep }: ArmControlsProps) {
  const select = useCallback((state: PageState) => selectArm(state, slot), [slot]);
  const arm = usePageStore(useShallow(select));
  const canRemove = usePageStore(selectCanRemoveArm);
  const [opened, setOpened] = useState(false);
  const normId = useId();
  const letter = armLetter(slot);
  const leaves = arm.fate === 'leaves';
  return (
    <fieldset
      className="ns-arm"
      data-tone={armTone(arm)}
      data-leaves={leaves || undefined}
      data-slot={slot}
      aria-label={`Arm ${letter}`}
    >
      <ArmTitle slot={slot} letter={letter} arm={arm} />
      <div className="ns-arm-rate">
        <RateControl arm={slot} letter={letter} rate={arm.rate} />
      </div>
      <ArmNotes arm={arm} />
      {leaves ? (
        <p className="ns-arm-note">
          Leaves with a new run.{' '}
          <button type="button" className="ns-link ns-keep" onClick={() => keep(slot)}>
            Keep arm {letter}
          </button>
        </p>
      ) : (
        <>
          <div className="ns-arm-foot">
            <NormToggle
              slot={slot}
              letter={letter}
              opened={opened}
              panelId={normId}
              toggle={() => setOpened(!opened)}
            />
            <ArmLookButton slot={slot} letter={letter} arm={arm} />
            {canRemove && (
              <ActionIcon
                className="ns-quiet ns-remove"
                variant="subtle"
                color="var(--ns-soft)"
                size={24}
                aria-label={`Remove arm ${letter}`}
                onClick={() => remove(slot)}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )}
          </div>
          {opened && <NormControls id={normId} slot={slot} letter={letter} />}
        </>
      )}
    </fieldset>
  );
}

function ArmTitle({ slot, letter, arm }: { slot: number; letter: string; arm: ArmView }) {
  const { setBn } = usePageCommands();
  return (
    <div className="ns-arm-title">
      <svg width="20" height="8" aria-hidden="true">
        <path d="M0 4h20" stroke="var(--ns-arm)" strokeWidth="2.5" strokeDasharray={armDash(slot)} />
      </svg>
      <span>
        {letter} · {armName(arm)}
        {arm.name !== undefined && <span className="ns-sub ns-arm-kind">{armKind(arm)}</span>}
      </span>
      <Switch
        size="sm"
        color="var(--ns-arm)"
        withThumbIndicator={false}
        aria-label={`${armKind({ ...arm, bn: true })} of ${letter}`}
        checked={arm.bn}
        onChange={(event) => setBn(slot, event.currentTarget.checked)}
      />
    </div>
  );
}

function ArmNotes({ arm: { divergedAt, fate, live, pending } }: { arm: ArmView }) {
  const waits = usePageStore(({ run }) => run?.phase === 'paused' || run?.phase === 'finished');
  return (
    <>
      {divergedAt !== null && (
        <p className="ns-arm-note ns-bad">
          Diverged at step {formatWhole(divergedAt)}. A new run brings it back; changes here wait for that.
        </p>
      )}
      {live && pending && waits && <p className="ns-arm-note">Takes effect at the next step.</p>}
      {fate === 'joins' && <p className="ns-arm-note">Joins with a new run.</p>}
    </>
  );
}
