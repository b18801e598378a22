import { Button, Menu, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { describeChange } from '../../../common/experiment/changes.ts';
import { equalArms } from '../../../common/experiment/equal-arms.ts';
import { formatWhole, joined } from '../../../common/lib/format.ts';
import { MOST_BY_HAND, NEW_ARMS, type NewArm } from '../../store/arm-actions.ts';
import { armSlots } from '../../store/arm-slots.ts';
import { selectCanAddArm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { ArmControls } from './ArmControls.tsx';
import { scheduleWords } from './schedule-words.ts';
import { useArmFocus } from './use-arm-focus.ts';

/** More arms than this are scrolled through, or the settings below them would be far away. */
const MOST_AT_ONCE = 8;
/** More arms than this are drawn lower. */
const MOST_AT_EASE = 3;

/** The contestants. Normalization and rates act on the run at its next step; the rest waits for a new run, but for names and colours. */
export function ArmsCard() {
  const askedKeys = usePageStore((state) => state.askedKeys);
  const armKeys = usePageStore(({ run }) => run?.armKeys ?? null);
  const slots = useMemo(() => armSlots({ askedKeys, run: armKeys && { armKeys } }), [askedKeys, armKeys]);
  const card = useRef<HTMLElement>(null);
  const { add, remove, keep } = useArmFocus(card, slots);
  const looks = [slots.length > MOST_AT_EASE && 'ns-arms-low', slots.length > MOST_AT_ONCE && 'ns-arms-many'];
  return (
    <section ref={card} className="ns-card" aria-labelledby="ns-arms">
      <div className="ns-card-head">
        <h2 id="ns-arms">Arms</h2>
        <AddArm add={add} />
      </div>
      <div className={['ns-arms', ...looks.filter(Boolean)].join(' ')}>
        {slots.map(({ key }, slot) => (
          <ArmControls key={key} slot={slot} remove={remove} keep={keep} />
        ))}
      </div>
      <EqualArms />
      {slots.length > 1 && <RatesLink />}
      <Schedule />
      <Replay />
    </section>
  );
}

/** What the items of the menu add; the last two are made from the last arm asked for. */
const ADDED: Readonly<Record<NewArm, (letter: string) => string>> = {
  bn: () => 'Batch normalization',
  plain: () => 'Plain',
  layer: () => 'Layer normalization',
  noisy: () => 'Noisy batch normalization',
  rate: (letter) => `Like ${letter}, at a lower rate`,
  copy: (letter) => `An exact copy of ${letter}`,
};

function AddArm({ add }: { add(what: NewArm): void }) {
  const canAdd = usePageStore(selectCanAddArm);
  const last = usePageStore((state) => {
    const places = armSlots(state).map(({ asked }) => asked);
    return armLetter(places.indexOf(state.asked.arms.length - 1));
  });
  return (
    <>
      <span className="ns-sub">{!canAdd && `${MOST_BY_HAND} at most by hand`}</span>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false} returnFocus={false}>
        <Menu.Target>
          <Button
            className="ns-add"
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={13} aria-hidden />}
            disabled={!canAdd}
          >
            Add arm
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {NEW_ARMS.map((what) => (
            <Menu.Item key={what} onClick={() => add(what)}>
              {ADDED[what](last)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Networks that will come out exactly alike are hardly meant. Those that became equal during the run do not come out alike in it. */
function EqualArms() {
  const words = usePageStore((state) => {
    const slots = armSlots(state);
    const changed = new Set(state.run?.record?.changes.map(({ arm }) => arm));
    return equalArms(state.asked)
      .map((places) => places.map((place) => slots.findIndex(({ asked }) => asked === place)))
      .map((equal) =>
        equal.some((slot) => changed.has(slot))
          ? `${joined(equal.map(armLetter))} are exactly equal now, so their results will be the same in a new run.`
          : `${joined(equal.map(armLetter))} are exactly equal, so their results will be the same.`,
      )
      .join(' ');
  });
  return (
    <p className="ns-sub ns-warn" role="status">
      {words !== '' && `${words} Change the learning rate or the normalization of one, or remove it.`}
    </p>
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

function Schedule() {
  const words = usePageStore(({ run, asked }) => scheduleWords(run?.config ?? asked));
  return words === null ? null : <p className="ns-sub ns-schedule">{words}</p>;
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
