import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';

const EXPLANATION =
  'One unit’s values for the images of a training batch: the bold line is the median, the band goes from the 15th to the 85th ' +
  'percentile (Ioffe & Szegedy 2015, Figure 1). A band that is no wider than its line is a unit that says the same of every ' +
  'image. In a plain arm there is nothing between z and y but the bias: the two charts differ by a shift only. A typical unit ' +
  'is the one whose spread before the first step is the median of its layer.';

const EVENTS = { hover: true, focus: true, touch: true };

/** What the charts of a unit mean. */
export const UnitHelp = memo(function UnitHelp() {
  return (
    <Tooltip label={EXPLANATION} multiline w={330} events={EVENTS}>
      <ActionIcon variant="subtle" color="gray" aria-label="What is shown" aria-description={EXPLANATION}>
        <IconInfoCircle size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
});
