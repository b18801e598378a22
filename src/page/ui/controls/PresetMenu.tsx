import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import { followsPreset } from '../../../common/experiment/follows-preset.ts';
import { PRESET_NOTES } from '../../../common/experiment/presets.ts';
import { SETTINGS, type SettingValue } from '../../../common/experiment/settings.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

const { values } = SETTINGS.preset;
const names = Object.keys(values) as SettingValue<'preset'>[];

/** The experiments that can be chosen by name, each with a sentence on what it shows. */
export function PresetMenu() {
  const asked = usePageStore((state) => state.asked);
  const { preset } = asked;
  const follows = useMemo(() => followsPreset(asked), [asked]);
  const { choosePreset } = usePageCommands();
  const [title = ''] = values[preset].split(' · ');
  return (
    // The list scrolls on a low screen, and what scrolls must hold something that takes focus.
    <Menu
      width={340}
      position="bottom-start"
      shadow="md"
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
    >
      <Menu.Target>
        <Button
          className="ns-preset"
          variant="default"
          rightSection={<IconChevronDown size={15} aria-hidden />}
          aria-label={`Experiment: ${follows ? values[preset] : `${title}, changed`}`}
        >
          {follows ? values[preset] : `${title} · changed`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="ns-preset-list">
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => choosePreset(name)} aria-current={name === preset && follows}>
            <span className="ns-menu-title">{values[name]}</span>
            <span className="ns-menu-note">{PRESET_NOTES[name].note}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
