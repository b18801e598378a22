import { Button, Modal } from '@mantine/core';
import { formatBytes } from '../../../common/lib/format.ts';
import type { KeptRun } from '../../store/kept-runs.ts';
import { bytesOf, countWords } from './kept-words.ts';

interface DeleteDialogProps {
  /** The runs in question; none where nothing is asked. */
  runs: readonly KeptRun[];
  onPage: string | null;
  close(): void;
  confirm(): void;
}

/** Asks before runs are deleted. The way back has the focus. */
export function DeleteDialog({ runs, onPage, close, confirm }: DeleteDialogProps) {
  const [first] = runs;
  const one = runs.length === 1 ? first : undefined;
  return (
    <Modal
      opened={first !== undefined}
      onClose={close}
      title={one === undefined ? `Delete ${countWords(runs.length)}?` : `Delete ${one.name}?`}
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="ns-kept-ask">
        <p>{one === undefined ? manyWords(runs) : oneWords(one, one.key === onPage)}</p>
        <div className="ns-kept-ask-buttons">
          <Button variant="default" data-autofocus onClick={close}>
            {one === undefined ? 'Keep them' : 'Keep it'}
          </Button>
          <Button className="ns-kept-delete" onClick={confirm}>
            Delete
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function oneWords({ bytes, pinned }: KeptRun, onPage: boolean): string {
  const marks = [...(onPage ? ['on the page'] : []), ...(pinned ? ['pinned'] : [])];
  const known = marks.length > 0 ? `It is ${marks.join(' and ')}. ` : '';
  return `${known}Its curves, its looks inside the layers and its weights go from this browser (${formatBytes(bytes)}), and nothing brings them back. Export it first if you may want it again.`;
}

const manyWords = (runs: readonly KeptRun[]): string =>
  `Their curves, their looks inside the layers and their weights go from this browser (${formatBytes(bytesOf(runs))}), and nothing brings them back. Pinned runs stay, and so do the one on the page and those open in another tab.`;
