import { Notification, Portal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ChartStoreContext, createChartStore, useChartState, useChartStore } from './chart-store.ts';
import styles from './Export.module.css';

/** Gives the charts inside what they share: the step cursor, how curves are looked at, exports. */
export function ChartCursorProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createChartStore);
  return (
    <ChartStoreContext value={store}>
      {children}
      <ExportProblem />
    </ChartStoreContext>
  );
}

/** Says what went wrong with an export, until it is closed. */
function ExportProblem() {
  const store = useChartStore();
  const problem = useChartState((state) => state.problem);
  if (problem === null) return null;
  return (
    <Portal>
      <Notification
        className={styles['problem']}
        role="alert"
        color="red"
        title="Export failed"
        closeButtonProps={{ 'aria-label': 'Close this message' }}
        onClose={() => store.setState({ problem: null })}
      >
        {problem}
      </Notification>
    </Portal>
  );
}
