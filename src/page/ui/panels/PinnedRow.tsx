import { ActionIcon, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { last } from '../../../common/lib/series.ts';
import { differencesText, isPresent, type Present, pinnedDifferences } from '../../store/compared-runs.ts';
import { LONGEST_RUN_NAME, type PinnedRun } from '../../store/pinned-runs.ts';
import { armNow } from '../charts/bn-segments.ts';
import { UNKNOWN_ARM } from '../charts/curve-model.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** One pinned run: its name, what it came to, what of its settings is other now, and what can be done with it. */
export function PinnedRow({ run, present, remove }: { run: PinnedRun; present: Present; remove(): void }) {
  const { id, name, hidden, record } = run;
  const { togglePinned } = usePageCommands();
  const words = useMemo(
    () =>
      isPresent(record, present)
        ? 'this run: its curves stay behind those of the next'
        : differencesText(pinnedDifferences(record, present)),
    [record, present],
  );
  const Eye = hidden ? IconEyeOff : IconEye;
  return (
    <li className="ns-pinned-run" data-hidden={hidden || undefined}>
      <NameField id={id} name={name} />
      <div className="ns-pinned-words">
        <Result record={record} />
        <p className="ns-sub">{words}</p>
      </div>
      <ActionIcon
        variant="subtle"
        color="var(--ns-soft)"
        size={28}
        aria-pressed={hidden}
        aria-label={`Hide ${name}`}
        title={hidden ? `${name} is hidden: show it again` : `Hide ${name}`}
        onClick={() => togglePinned(id)}
      >
        <Eye size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        className="ns-remove"
        variant="subtle"
        color="var(--ns-soft)"
        size={28}
        aria-label={`Remove ${name}`}
        title={`Remove ${name}`}
        onClick={remove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

/** Enter and leaving the field give the name, Escape leaves it as it was. */
function NameField({ id, name }: Pick<PinnedRun, 'id' | 'name'>) {
  const { renamePinned } = usePageCommands();
  const [draft, setDraft] = useState<string | null>(null);
  function commit() {
    if (draft !== null) renamePinned(id, draft);
    setDraft(null);
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') setDraft(null);
  }
  return (
    <TextInput
      className="ns-pinned-name"
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

/** "3,000 steps: A 96.0 %, B diverged at 140". */
function Result({ record }: { record: RunRecord }) {
  return (
    <p className="ns-pinned-result">
      {formatWhole(record.step)} {record.step === 1 ? 'step' : 'steps'}:{' '}
      {record.arms.map((arm, index) => (
        <span key={armLetter(index)} data-tone={armTone(armNow(record, index) ?? UNKNOWN_ARM)}>
          {index > 0 && ', '}
          <b>
            {armLetter(index)} {endWords(arm)}
          </b>
        </span>
      ))}
    </p>
  );
}

function endWords({ divergedAt, testAccuracy }: RunRecord['arms'][number]): string {
  if (divergedAt !== null) return `diverged at ${formatWhole(divergedAt)}`;
  return testAccuracy.length === 0 ? 'not tested' : formatPercent(last(testAccuracy));
}
