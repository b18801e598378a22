import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { last } from '../../../common/lib/series.ts';
import { differencesText, isPresent, type Present, pinnedDifferences } from '../../store/compared-runs.ts';
import type { PinnedRun } from '../../store/pinned-runs.ts';
import { armNow } from '../charts/bn-segments.ts';
import { UNKNOWN_ARM } from '../charts/curve-model.ts';
import { RunNameField } from '../controls/RunNameField.tsx';
import { usePageCommands } from '../page-commands-context.ts';

/** One pinned run: its name, what it came to, what of its settings is other now, and what can be done with it. */
export function PinnedRow({ run, present, remove }: { run: PinnedRun; present: Present; remove(): void }) {
  const { id, name, hidden, record } = run;
  const { renamePinned, togglePinned } = usePageCommands();
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
      <RunNameField className="ns-pinned-name" name={name} rename={(text) => renamePinned(id, text)} />
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
