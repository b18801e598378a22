import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { Help } from '../../../common/experiment/help.ts';
import { FieldHead, reasonId } from './FieldHead.tsx';

interface ChoiceFieldProps<V extends string> {
  label: string;
  /** Whose setting it is; see `FieldHead`. */
  of?: string | undefined;
  about?: Help | undefined;
  /** Why the choice has no effect now, which turns it off to the hand. */
  reason?: string | undefined;
  value: V;
  /** Word in links -> words for people. */
  values: Readonly<Record<V, string>>;
  onChange(value: V): void;
}

/** One of a few words. */
export function ChoiceField<V extends string>({
  label,
  of,
  about,
  reason,
  value,
  values,
  onChange,
}: ChoiceFieldProps<V>) {
  const id = useId();
  const words = Object.keys(values) as V[];
  return (
    <div className="ns-field" data-off={reason !== undefined || undefined}>
      <FieldHead id={id} label={label} of={of} about={about} reason={reason} />
      <span className="ns-select">
        <select
          id={id}
          value={value}
          disabled={reason !== undefined}
          aria-describedby={reason === undefined ? undefined : reasonId(id)}
          onChange={(event) => onChange(event.currentTarget.value as V)}
        >
          {words.map((word) => (
            <option key={word} value={word}>
              {values[word]}
            </option>
          ))}
        </select>
        <IconChevronDown size={14} aria-hidden />
      </span>
    </div>
  );
}
