import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { usePageCommands } from '../page-commands-context.ts';

/** Lets the person choose their own IDX files. */
export function FileChooser() {
  const input = useRef<HTMLInputElement>(null);
  const { chooseFiles } = usePageCommands();
  return (
    <>
      <Button
        variant="default"
        size="xs"
        fullWidth
        leftSection={<IconUpload size={15} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        Choose IDX files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="IDX files"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) chooseFiles(files);
        }}
      />
    </>
  );
}
