import { Button, Menu, Modal, Popover, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { type ComponentProps, useEffect, useState } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { formatLink } from '../../../common/experiment/link.ts';
import { replayConfig } from '../../../common/experiment/replay.ts';
import { linkAddress } from '../../store/address.ts';
import { selectHandChangeCount } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { shareNotes } from './share-notes.ts';

const FEEDBACK_MS = 2000;

/** Copies the link of the settings; after changes by hand also the link that replays the run with them. */
export function ShareButton() {
  const asked = usePageStore((state) => state.asked);
  const handChanges = usePageStore(selectHandChangeCount);
  const { copied, refused, notes, copy, close, closeNotes } = useCopiedLink();
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Escape' && notes.length > 0) closeNotes();
  });
  const said = copied ? ['Link copied.', ...notes].join(' ') : '';
  return (
    <Popover
      opened={notes.length > 0}
      onDismiss={closeNotes}
      width={320}
      position="bottom-end"
      shadow="md"
      // The notes are read out by the status below.
      withRoles={false}
    >
      <Popover.Target>
        <span>
          {handChanges === 0 ? (
            <ShareTarget copied={copied} onClick={() => copy(asked)} />
          ) : (
            <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
              <Menu.Target>
                <ShareTarget copied={copied} />
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => copy(asked)}>Link to these settings</Menu.Item>
                <ReplayItem count={handChanges} copy={copy} />
              </Menu.Dropdown>
            </Menu>
          )}
        </span>
      </Popover.Target>
      <Popover.Dropdown className="ns-chip-note">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </Popover.Dropdown>
      <span className="ns-hidden" role="status">
        {said}
      </span>
      <RefusedLink address={refused} close={close} />
    </Popover>
  );
}

function ReplayItem({ count, copy }: { count: number; copy(config: ExperimentConfig): void }) {
  const record = usePageStore(({ run }) => run?.record ?? null);
  return (
    <Menu.Item disabled={record === null} onClick={() => record && copy(replayConfig(record))}>
      Link to this run, with its {count === 1 ? 'change' : `${count} changes`}
    </Menu.Item>
  );
}

function ShareTarget({ copied, ...props }: { copied: boolean } & ComponentProps<typeof Button<'button'>>) {
  const Icon = copied ? IconCheck : IconLink;
  return (
    <Button
      {...props}
      className="ns-icon-button"
      variant="default"
      aria-label="Share"
      leftSection={<Icon size={16} aria-hidden />}
    >
      {copied ? 'Copied' : 'Share'}
    </Button>
  );
}

function RefusedLink({ address, close }: { address: string | null; close(): void }) {
  return (
    <Modal opened={address !== null} onClose={close} title="Copy this link" size="lg">
      <TextInput
        label="The browser did not let the page copy it"
        readOnly
        data-autofocus
        value={address ?? ''}
        onFocus={(event) => event.currentTarget.select()}
      />
      {address !== null && shareNotes(address).map((note) => <p key={note}>{note}</p>)}
    </Modal>
  );
}

function useCopiedLink() {
  const studies = usePageStore(({ studySettings }) => studySettings);
  const [copied, setCopied] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy(config: ExperimentConfig) {
    const address = linkAddress(location, formatLink(config, studies));
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
      setNotes(shareNotes(address));
    } catch {
      setRefused(address);
    }
  }
  return {
    copied,
    refused,
    notes,
    closeNotes: () => setNotes([]),
    copy: (config: ExperimentConfig) => void copy(config),
    close: () => setRefused(null),
  };
}
