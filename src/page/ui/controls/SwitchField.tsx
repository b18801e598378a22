import { Switch } from '@mantine/core';
import { useId } from 'react';
import type { Help } from '../../../common/experiment/help.ts';
import { FieldHead, reasonId } from './FieldHead.tsx';

interface SwitchFieldProps {
  label: string;
  of?: string | undefined;
  about?: Help | undefined;
  /** Why the switch has no effect now, which turns it off to the hand. */
  reason?: string | undefined;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** Something that is on or off. */
export function SwitchField({ label, of, about, reason, checked, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="ns-field" data-off={reason !== undefined || undefined}>
      <FieldHead id={id} label={label} of={of} about={about} reason={reason} />
      <Switch
        id={id}
        size="xs"
        color="var(--ns-ink)"
        withThumbIndicator={false}
        disabled={reason !== undefined}
        aria-describedby={reason === undefined ? undefined : reasonId(id)}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
