import { IconUpload } from '@tabler/icons-react';
import { usePageCommands } from '../page-commands-context.ts';
import { FilesButton } from './FilesButton.tsx';

/** Lets the person choose their own IDX files. */
export function FileChooser() {
  const { openFiles } = usePageCommands();
  return (
    <FilesButton
      label="IDX files"
      size="xs"
      fullWidth
      leftSection={<IconUpload size={15} aria-hidden />}
      choose={openFiles}
    >
      Choose IDX files
    </FilesButton>
  );
}
