import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';

interface ChoiceFieldProps<V extends string> {
  label: string;
  value: V;
  /** Word in links -> words for people. */
  values: Readonly<Record<V, string>>;
  onChange(value: V): void;
}

/** One of a few words; a single one is only said, not offered. */
export function ChoiceField<V extends string>({ label, value, values, onChange }: ChoiceFieldProps<V>) {
  const id = useId();
  const words = Object.keys(values) as V[];
  if (words.length === 1) {
    return (
      <div className="ns-field">
        <span>{label}</span>
        <span className="ns-value">{values[value]}</span>
      </div>
    );
  }
  return (
    <div className="ns-field">
      <label htmlFor={id}>{label}</label>
      <span className="ns-select">
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as V)}>
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
