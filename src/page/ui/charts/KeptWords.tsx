import { memo, useMemo } from 'react';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { bytesOfAll, SNAPSHOT_BYTES } from '../../../common/experiment/snapshots.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import styles from './Time.module.css';

const MEGABYTE = 2 ** 20;
const megabytes = (bytes: number): string =>
  bytes < 10 * MEGABYTE ? (bytes / MEGABYTE).toFixed(1) : formatWhole(bytes / MEGABYTE);

/** What is kept of the run's insides, and how much of it there may be. */
export const KeptWords = memo(function KeptWords({ snapshots }: { snapshots: readonly LayerSnapshot[] }) {
  const bytes = useMemo(() => bytesOfAll(snapshots), [snapshots]);
  return (
    <p className={styles['kept']}>
      {snapshots.length === 0
        ? 'Press Start: every look inside the layers is kept, and can be played back here.'
        : `${formatWhole(snapshots.length)} ${snapshots.length === 1 ? 'look' : 'looks'} inside the layers kept, ${megabytes(bytes)} of ${megabytes(SNAPSHOT_BYTES)} MB; of a long run they are thinned out, early steps least. Click a curve to hold a step.`}
    </p>
  );
});
