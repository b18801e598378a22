import './controls/header.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp, IconInfoCircle } from '@tabler/icons-react';
import { usePageStore } from '../store/use-page-store.ts';
import { AboutExperiment } from './controls/AboutExperiment.tsx';
import { BackendChip } from './controls/BackendChip.tsx';
import { PresetMenu } from './controls/PresetMenu.tsx';
import { ShareButton } from './controls/ShareButton.tsx';
import { ThemeMenu } from './controls/ThemeMenu.tsx';
import { HeaderExport } from './panels/Charts.tsx';

/** Name, preset, backend, and what acts on the whole page. */
export function Header({ openHelp }: { openHelp(): void }) {
  const shortcuts = usePageStore((state) => state.shortcuts);
  return (
    <header className="ns-header">
      <h1 className="ns-logo">
        <Logo />
        Normscope
      </h1>
      <PresetMenu />
      <AboutExperiment
        opener={(open) => (
          <Tooltip label="About this experiment" withArrow>
            <ActionIcon
              className="ns-about-preset"
              variant="subtle"
              color="var(--ns-soft)"
              size={32}
              aria-label="About this experiment"
              onClick={open}
            >
              <IconInfoCircle size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      />
      <span className="ns-grow" />
      <BackendChip />
      <div className="ns-header-buttons">
        <ShareButton />
        <HeaderExport />
        <ThemeMenu />
        <ActionIcon
          variant="default"
          size={36}
          aria-label="Help"
          aria-keyshortcuts={shortcuts ? '?' : undefined}
          onClick={openHelp}
        >
          <IconHelp size={18} aria-hidden />
        </ActionIcon>
      </div>
    </header>
  );
}

function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M1 19c5 0 5-14 11-14s6 14 11 14" stroke="var(--ns-bn)" strokeWidth="2.4" />
      <path
        d="M1 19c9 0 12-4 14-11s5-3 8 11"
        stroke="var(--ns-plain)"
        strokeWidth="2"
        strokeDasharray="3 2.4"
      />
    </svg>
  );
}
