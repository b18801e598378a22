import { type KeyboardEvent, useId, useState } from 'react';

export interface NumberFieldProps {
  /** Visible label; `name` where the accessible name must say more. */
  label: string;
  name?: string;
  /** The value in force. */
  value: number;
  /** Said after the number: "steps". */
  unit?: string;
  /** What stands for 0: "never". */
  zero?: string;
  /** How the value is written while it is not edited; `read` must understand it. */
  format?(value: number): string;
  read(text: string): { value: number } | { error: string };
  onChange(value: number): void;
  children?: React.ReactNode;
}

/**
 * A number that is typed. Enter or leaving the field takes it; what cannot be used is named, and the value in force stays.
 * Escape gives up.
 */
export function NumberField({
  label,
  name,
  value,
  unit,
  zero,
  format = String,
  read,
  onChange,
  children,
}: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isZero = value === 0 && zero !== undefined;
  const shown = isZero ? zero : format(value);

  function take() {
    if (draft === null || draft.trim() === shown) return setProblem(null);
    const result = read(draft.trim() === zero ? '0' : draft);
    if ('error' in result) return setProblem(`${result.error}. It stays at ${shown}.`);
    setProblem(null);
    setDraft(null);
    if (result.value !== value) onChange(result.value);
  }
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'Enter') take();
    if (key !== 'Escape') return;
    setDraft(null);
    setProblem(null);
  }

  return (
    <div className="ns-field" data-bad={problem !== null || undefined}>
      <label htmlFor={id}>{label}</label>
      {children}
      <input
        id={id}
        aria-label={name}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? shown}
        onFocus={(event) => {
          setDraft(shown);
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setProblem(null);
        }}
        onBlur={() => {
          take();
          setDraft(null);
        }}
        onKeyDown={onKeyDown}
      />
      {unit && !isZero && <span className="ns-unit">{unit}</span>}
      {problem !== null && (
        <p id={`${id}-problem`} className="ns-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
