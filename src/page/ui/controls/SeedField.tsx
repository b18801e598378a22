import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { usePageCommands } from '../page-commands-context.ts';
import { NumberSetting } from './SettingField.tsx';

const SEEDS = 10_000;

/** The seed, and a die that rolls another. */
export function SeedField() {
  const { changeSettings } = usePageCommands();
  return (
    <NumberSetting name="seed">
      <Tooltip label="Another seed: other weights, other batches" withArrow>
        <ActionIcon
          className="ns-die"
          variant="subtle"
          color="var(--ns-soft)"
          size="sm"
          aria-label="Roll another seed"
          onClick={() => changeSettings({ seed: Math.floor(Math.random() * SEEDS) })}
        >
          <IconDice5 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </NumberSetting>
  );
}
