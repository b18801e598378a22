import { Button, type ButtonProps } from '@mantine/core';
import { useRef } from 'react';

interface FilesButtonProps extends ButtonProps {
  /** What the files are, for those who do not see the button. */
  label: string;
  /** Which files the chooser shows, as in `accept` of HTML; without it all. */
  accept?: string;
  choose(files: readonly File[]): void;
}

/** A button that lets a person choose files of theirs. The same file can be chosen again. */
export function FilesButton({ label, accept, choose, ...button }: FilesButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) choose(files);
        }}
      />
    </>
  );
}
