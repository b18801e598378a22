import { ActionIcon, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { armKind, armTone, OWN_TONES } from '../../../common/experiment/arm-look.ts';
import { LONGEST_NAME, readArmName } from '../../../common/experiment/arm-name.ts';
import type { ArmConfig } from '../../../common/experiment/config.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { typedKey } from './typed-key.ts';

interface ArmLookProps {
  slot: number;
  letter: string;
  arm: ArmConfig;
}

/** Opens what names and colours an arm. Both act at once: they change no number. */
export function ArmLookButton({ slot, letter, arm }: ArmLookProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      width={236}
      shadow="md"
      withArrow
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className="ns-quiet"
          variant="subtle"
          color="var(--ns-soft)"
          size={24}
          aria-label={`Name and colour of ${letter}`}
          onClick={toggle}
        >
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Look of arm ${letter}`}>
        <ArmLook slot={slot} letter={letter} arm={arm} close={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ArmLook({ slot, letter, arm, close }: ArmLookProps & { close(): void }) {
  return (
    <div className="ns-look">
      <NameField slot={slot} letter={letter} arm={arm} close={close} />
      <ColourChoice slot={slot} letter={letter} arm={arm} />
    </div>
  );
}

/** A name acts as it is typed; what cannot be one is said, and the last that could stays. */
function NameField({ slot, letter, arm, close }: ArmLookProps & { close(): void }) {
  const { setArmLook } = usePageCommands();
  const [draft, setDraft] = useState(arm.name ?? '');
  const read = draft.trim() === '' ? { value: '' } : readArmName(draft);
  function take(text: string) {
    setDraft(text);
    const name = text.trim() === '' ? { value: null } : readArmName(text);
    if ('value' in name) setArmLook(slot, { name: name.value });
  }
  return (
    <TextInput
      size="xs"
      label={`Name of arm ${letter}`}
      placeholder={armKind(arm)}
      maxLength={LONGEST_NAME}
      autoComplete="off"
      value={draft}
      error={'error' in read ? read.error : undefined}
      onChange={(event) => take(event.currentTarget.value)}
      onKeyDown={(event) => typedKey(event) === 'Enter' && close()}
    />
  );
}

/** Colours by their place in the palette, 0 for that of the arm's kind. Arrow keys go from one to the next. */
function ColourChoice({ slot, letter, arm }: ArmLookProps) {
  const { setArmLook } = usePageCommands();
  const group = useRef<HTMLDivElement>(null);
  const chosen = arm.color ?? 0;
  const { color: _own, ...byKind } = arm;
  const tones = [armTone(byKind), ...OWN_TONES];
  const choose = (place: number) => setArmLook(slot, { color: place === 0 ? null : place });
  function onKeyDown(event: KeyboardEvent) {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = (chosen + move + tones.length) % tones.length;
    choose(next);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  }
  return (
    <div>
      <p className="ns-look-label">Colour of arm {letter}</p>
      <div
        ref={group}
        className="ns-swatches"
        role="radiogroup"
        aria-label={`Colour of arm ${letter}`}
        onKeyDown={onKeyDown}
      >
        {tones.map((tone, place) => (
          <UnstyledButton
            key={place === 0 ? 'kind' : tone}
            className="ns-swatch"
            data-tone={tone}
            role="radio"
            aria-checked={place === chosen}
            aria-label={place === 0 ? 'As its kind' : `Colour ${place}`}
            tabIndex={place === chosen ? 0 : -1}
            onClick={() => choose(place)}
          >
            {place === chosen && <IconCheck size={14} aria-hidden />}
          </UnstyledButton>
        ))}
      </div>
      <p className="ns-sub">The first is that of its kind, the same for all arms of that kind.</p>
    </div>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
