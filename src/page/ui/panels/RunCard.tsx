import { Progress } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import { formatWhole } from '../../../common/lib/format.ts';
import type { PageState } from '../../store/page-state.ts';
import { selectPlan } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { RunButtons } from '../controls/RunButtons.tsx';
import { EndSetting } from '../controls/SettingField.tsx';
import { formatDuration } from '../format.ts';
import { SavedLine } from '../kept/SavedLine.tsx';
import { WhenHiddenField } from '../kept/WhenHiddenField.tsx';
import { useNarrow } from '../use-narrow.ts';
import { describeDataChange, describeRun } from './describe-run.ts';

/** The run: its buttons, how far it is, what state it is in, when it was saved, and when it ends. */
export function RunCard() {
  return (
    <section className="ns-card ns-run" aria-label="Run">
      <RunButtons />
      <RunProgress />
      <RunStatus />
      <Ends />
    </section>
  );
}

/** When the run ends, and whether it waits for a person; folded on a phone, where the card stays in sight and must be low. */
function Ends() {
  const narrow = useNarrow();
  const steps = usePageStore((state) => selectPlan(state).steps);
  const fields = (
    <div className="ns-fields">
      <EndSetting name="steps" />
      <EndSetting name="target" />
      <WhenHiddenField />
    </div>
  );
  if (!narrow) {
    return (
      <>
        <SavedLine />
        <div className="ns-ends">{fields}</div>
      </>
    );
  }
  return (
    <div className="ns-ends-place">
      <details className="ns-ends">
        <summary>Stops after {formatWhole(steps)} steps</summary>
        {fields}
      </details>
      <SavedLine />
    </div>
  );
}

function RunProgress() {
  const { step, steps, epoch, time } = usePageStore(useShallow(selectProgress));
  return (
    <>
      <Progress
        className="ns-progress"
        value={Math.min(100, (100 * step) / steps)}
        size={5}
        color="var(--ns-ink)"
        transitionDuration={0}
        aria-label="Steps trained"
      />
      <div className="ns-progress-words ns-sub">
        <span>
          step {formatWhole(step)} of {formatWhole(steps)}
        </span>
        <span>
          {epoch !== null && <span>epoch {epoch} · </span>}
          <span>{time}</span>
        </span>
      </div>
    </>
  );
}

function selectProgress({ run, asked }: PageState) {
  const step = run?.record?.step ?? 0;
  const { steps, batch } = run?.config ?? asked;
  const images = run?.data?.trainCount ?? 0;
  const epoch = images > 0 ? ((step * batch) / images).toFixed(1) : null;
  return { step, steps, epoch, time: run === null ? '' : formatDuration(run.record?.elapsedMs ?? 0) };
}

/** The state of the run, and of data that are being changed: their card may be out of sight. `Announcer` says what of it is news. */
function RunStatus() {
  const words = usePageStore(describeRun);
  const data = usePageStore(useShallow(describeDataChange));
  return (
    <div className="ns-run-status">
      {words !== null && <p>{words}</p>}
      {data !== null && <p className={data.failed ? 'ns-bad' : undefined}>{data.words}</p>}
    </div>
  );
}
