import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';

const EVENTS = { hover: true, focus: true, touch: true };

/** A mark that explains a panel to who points at it, comes to it by keyboard, or hears it. */
export function ExplanationMark({ text }: { text: string }) {
  return (
    <Tooltip label={text} multiline w={330} events={EVENTS}>
      <ActionIcon variant="subtle" color="gray" aria-label="What is shown" aria-description={text}>
        <IconInfoCircle size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
