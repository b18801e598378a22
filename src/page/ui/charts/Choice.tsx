import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './LayersControls.module.css';

/** One of a few words, all in sight. */
export function Choice<T extends string>({
  label,
  data,
  value,
  onChange,
}: {
  label: string;
  data: readonly { value: T; label: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <SegmentedControl
      className={styles['choice']}
      size="xs"
      aria-label={label}
      data={[...data]}
      value={value}
      onChange={onChange}
      transitionDuration={0}
    />
  );
}
