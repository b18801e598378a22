import { CHECKPOINT_VERSION, type Checkpoint } from '../../common/experiment/checkpoint.ts';
import { checksumOf } from '../../common/lib/checksum.ts';

/**
 * Whether a run can go on from what was stored, as far as the data and the numbers tell.
 *
 * @param data the mark of the data in use; see `markOfData`
 * @throws Error with a sentence that says why not, and what to do
 */
export function checkCheckpoint({ arms, checksum, data: stored, version }: Checkpoint, data: string): void {
  if (version !== CHECKPOINT_VERSION) {
    throw new Error(
      'The run was stored by another version of this page and cannot train on. Its curves are kept; repeat it with Reset, then Start.',
    );
  }
  if (stored !== data) {
    throw new Error(
      'The run was trained on other data than those in use. Choose the same data under Data, then press Start.',
    );
  }
  if (checksumOf(arms.map(({ values }) => values)) !== checksum) {
    throw new Error(
      'The stored weights are damaged, so the run cannot train on. Its curves are kept; repeat it with Reset, then Start.',
    );
  }
}
