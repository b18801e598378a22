import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { LONGEST_RUN_NAME } from '../../store/pinned-runs.ts';
import { typedKey } from './typed-key.ts';

interface RunNameFieldProps {
  className: string;
  name: string;
  rename(name: string): void;
}

/** A run's name, to be changed in place. Enter and leaving the field give the name, Escape leaves it as it was. */
export function RunNameField({ className, name, rename }: RunNameFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  function commit() {
    if (draft !== null && draft !== name) rename(draft);
    setDraft(null);
  }
  function press(event: KeyboardEvent) {
    const key = typedKey(event);
    if (key === 'Enter') commit();
    if (key === 'Escape') setDraft(null);
  }
  return (
    <TextInput
      className={className}
      size="xs"
      aria-label={`Name of ${name}`}
      maxLength={LONGEST_RUN_NAME}
      autoComplete="off"
      value={draft ?? name}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}
