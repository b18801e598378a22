import { ActionIcon } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Help } from '../../../common/experiment/help.ts';
import { FormulaLine } from '../charts/FormulaLine.tsx';

interface FieldHeadProps {
  /** Of the control that the label is for. */
  id: string;
  label: string;
  /** Whose setting it is, where the page has several of one label: said to screen readers only. */
  of?: string | undefined;
  about?: Help | undefined;
  /** Why the control has no effect now. */
  reason?: string | undefined;
}

/** The id of the words that say why the control of an id has no effect. */
export const reasonId = (id: string): string => `${id}-reason`;

/** A control's label, a button that tells what it means, and why it has no effect. */
export function FieldHead({ id, label, of, about, reason }: FieldHeadProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <span className="ns-label">
        <label id={`${id}-label`} htmlFor={id}>
          {label}
          {of !== undefined && <span className="ns-hidden"> for arm {of}</span>}
        </label>
        {about !== undefined && (
          <ActionIcon
            className="ns-about-button"
            variant="subtle"
            color="var(--ns-soft)"
            size={20}
            aria-label="What it means"
            aria-describedby={`${id}-label`}
            aria-expanded={opened}
            aria-controls={`${id}-about`}
            onClick={() => setOpened(!opened)}
          >
            <IconInfoCircle size={14} aria-hidden />
          </ActionIcon>
        )}
      </span>
      {about !== undefined && (
        <div id={`${id}-about`} className="ns-about" hidden={!opened}>
          {opened && <AboutWords about={about} />}
        </div>
      )}
      {reason !== undefined && (
        <p id={reasonId(id)} className="ns-reason">
          {reason}
        </p>
      )}
    </>
  );
}

function AboutWords({ about: { help, formula } }: { about: Help }) {
  return (
    <>
      <p>{help}</p>
      {formula !== null && <FormulaLine formula={formula} />}
    </>
  );
}
