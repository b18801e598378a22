import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Help } from '../../../common/experiment/help.ts';
import { FieldHead, reasonId } from './FieldHead.tsx';
import type { ReadNumber } from './read-number.ts';
import { typedKey } from './typed-key.ts';

/** How long it is said why what was typed was given up, once the field is left. */
const TOLD_MS = 8000;

export interface NumberFieldProps {
  /** Visible label; `name` where the accessible name must say more. */
  label: string;
  name?: string;
  /** Whose setting it is; see `FieldHead`. */
  of?: string | undefined;
  about?: Help | undefined;
  /** Why the number has no effect now, which turns it off to the hand. */
  reason?: string | undefined;
  /** The value in force. */
  value: number;
  /** Whether only whole numbers can be used: phones show digits alone. */
  whole?: boolean;
  /** Said after the number: "steps". */
  unit?: string;
  /** What stands for 0, as an empty field does: "never". */
  zero?: string;
  /** How the value is written while it is not edited; `read` must understand it. */
  format?(value: number): string;
  read(text: string): ReadNumber;
  onChange(value: number): void;
  children?: React.ReactNode;
}

/**
 * A number that is typed. Enter or leaving the field takes it; what cannot be used is named, and the value in force stays:
 * on leaving it is back in the field, and the words pass. Escape gives up, and so does another value from elsewhere.
 */
export function NumberField({
  label,
  name,
  of,
  about,
  reason,
  value,
  whole = false,
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
  const [lastValue, setLastValue] = useState(value);
  const isZero = value === 0 && zero !== undefined;
  const shown = isZero ? zero : format(value);

  function giveUp() {
    setDraft(null);
    setProblem(null);
  }
  if (value !== lastValue) {
    setLastValue(value);
    giveUp();
  }
  const passes = problem !== null && draft === null;
  useEffect(() => {
    if (!passes) return;
    const timer = setTimeout(() => setProblem(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [passes]);

  function take() {
    if (draft === null || draft.trim() === shown) return setProblem(null);
    const text = draft.trim().toLowerCase();
    const result = read(zero !== undefined && ['', zero].includes(text) ? '0' : draft);
    if ('error' in result) return setProblem(`${result.error}. It stays at ${shown}.`);
    setProblem(null);
    setDraft(null);
    if (result.value !== value) onChange(result.value);
  }
  function onKeyDown(event: KeyboardEvent) {
    const key = typedKey(event);
    if (key === 'Enter') take();
    if (key === 'Escape') giveUp();
  }

  const bad = problem !== null && !passes;
  return (
    <div className="ns-field" data-bad={bad || undefined} data-off={reason !== undefined || undefined}>
      <FieldHead id={id} label={label} of={of} about={about} reason={reason} />
      {children}
      <input
        id={id}
        aria-label={name}
        aria-invalid={bad}
        aria-describedby={problem === null ? reason && reasonId(id) : `${id}-problem`}
        disabled={reason !== undefined}
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? shown}
        onFocus={(event) => {
          setDraft(shown);
          setProblem(null);
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setProblem(null);
        }}
        onBlur={() => {
          if (problem === null) take();
          else setProblem(null);
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
