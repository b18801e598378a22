import { CHECKPOINT_VERSION, type Checkpoint } from '../../common/experiment/checkpoint.ts';
import { checksumOf } from '../../common/lib/checksum.ts';

/**
 * Whether a run or a study can go on from what was stored, as far as the data and the numbers tell.
 *
 * @param data the mark of the data in use; see `markOfData`
 * @throws Error with a sentence that says why not, and what to do
 */
export function checkCheckpoint({ arms, checksum, data: stored, version }: Checkpoint, data: string): void {
  if (version !== CHECKPOINT_VERSION) {
    throw new Error(
      'What was stored is of another version of this page and cannot train on. The curves are kept; train it anew.',
    );
  }
  if (stored !== data) {
    throw new Error(
      'What was stored was trained on other data than those in use. Choose the same data under Data, then go on.',
    );
  }
  if (checksumOf(arms.map(({ values }) => values)) !== checksum) {
    throw new Error(
      'The stored weights are damaged, so training cannot go on from them. The curves are kept; train it anew.',
    );
  }
}
