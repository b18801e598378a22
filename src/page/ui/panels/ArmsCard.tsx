import { Button, Switch } from '@mantine/core';
import { describeChange } from '../../../common/experiment/changes.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { selectArmCount } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { ArmControls } from './ArmControls.tsx';

/** More arms than this are scrolled through, or the settings below them would be far away. */
const MOST_AT_ONCE = 8;

/** The contestants. What is changed here acts on the run at its next step. */
export function ArmsCard() {
  const count = usePageStore(selectArmCount);
  return (
    <section className="ns-card" aria-labelledby="ns-arms">
      <h2 id="ns-arms">Arms</h2>
      <div className={count > MOST_AT_ONCE ? 'ns-arms ns-arms-many' : 'ns-arms'}>
        {Array.from({ length: count }, (_, arm) => `arm ${arm}`).map((key, arm) => (
          <ArmControls key={key} arm={arm} />
        ))}
      </div>
      {count > 1 && <RatesLink />}
      <Replay />
    </section>
  );
}

function RatesLink() {
  const linked = usePageStore(({ ratesLinked }) => ratesLinked);
  const { linkRates } = usePageCommands();
  return (
    <div className="ns-rates-link">
      <Switch
        size="xs"
        color="var(--ns-ink)"
        withThumbIndicator={false}
        label="Learning rates move together"
        checked={linked}
        onChange={(event) => linkRates(event.currentTarget.checked)}
      />
      <p className="ns-sub">All arms: same initial weights, same batches.</p>
    </div>
  );
}

function Replay() {
  const changes = usePageStore(({ asked }) => asked.changes);
  const { dropReplay } = usePageCommands();
  if (changes.length === 0) return null;
  return (
    <div className="ns-replay">
      <p>Replays {changes.length === 1 ? '1 change' : `${changes.length} changes`} from the link:</p>
      <ul>
        {changes.map((change) => (
          <li key={`${change.step} ${describeChange(change)}`}>
            step {formatWhole(change.step)}, {describeChange(change)}
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="default" onClick={dropReplay}>
        Do not replay
      </Button>
    </div>
  );
}
