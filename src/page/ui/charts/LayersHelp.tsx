import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';

const EXPLANATION =
  'Each histogram pools all units and all images of one training batch. Its spread has two parts. “images”: how much a ' +
  'unit changes from image to image; only this tells the next layer anything. “units”: how much units differ from each ' +
  'other. The bar shows how much of the variance is across images. A layer can look alive, with a wide histogram, while ' +
  'every unit is a constant: it is drawn pale then. Bars are drawn against the tallest of their own arm.';

const EVENTS = { hover: true, focus: true, touch: true };

/** What the figures of the layers mean. */
export const LayersHelp = memo(function LayersHelp() {
  return (
    <Tooltip label={EXPLANATION} multiline w={330} events={EVENTS}>
      <ActionIcon variant="subtle" color="gray" aria-label={`What is shown: ${EXPLANATION}`}>
        <IconInfoCircle size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
});
