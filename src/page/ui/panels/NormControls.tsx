import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { type Norm, normOf, PAPER_NORM } from '../../../common/experiment/norm.ts';
import { NORM_SWITCHES } from '../../../common/experiment/norm-switches.ts';
import type { PageState } from '../../store/page-state.ts';
import { selectAskedNorm } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { NormField } from './NormFields.tsx';
import { NormContext } from './norm-context.ts';
import { normInShort } from './norm-in-short.ts';
import { normReasons } from './norm-reasons.ts';

const NAMES = Object.keys(NORM_SWITCHES) as (keyof Norm)[];

/** The switches asked for, those that are not said filled in. */
function useAskedNorm(slot: number) {
  const select = useCallback((state: PageState) => selectAskedNorm(state, slot), [slot]);
  const norm = usePageStore(select);
  return useMemo(() => normOf(norm ? { norm } : {}), [norm]);
}

interface NormToggleProps {
  slot: number;
  letter: string;
  opened: boolean;
  panelId: string;
  toggle(): void;
}

/** Opens the switches of an arm's normalization, and says in few words which are not as in the paper. */
export function NormToggle({ slot, letter, opened, panelId, toggle }: NormToggleProps) {
  const words = normInShort(useAskedNorm(slot));
  return (
    <UnstyledButton
      className="ns-norm-toggle"
      aria-expanded={opened}
      aria-controls={panelId}
      onClick={toggle}
    >
      <IconChevronRight size={13} aria-hidden />
      <span className="ns-norm-summary">
        Normalization<span className="ns-hidden"> of {letter}</span>
        {words !== '' && `: ${words}`}
      </span>
    </UnstyledButton>
  );
}

/** The kind of an arm's normalization and its switches. They wait for a new run. */
export function NormControls({ id, slot, letter }: { id: string; slot: number; letter: string }) {
  const norm = useAskedNorm(slot);
  const net = usePageStore(({ asked }) => asked.kind);
  const hasRun = usePageStore(({ run }) => run !== null);
  const { setNorm } = usePageCommands();
  const context = useMemo(
    () => ({ norm, letter, reasons: normReasons(norm, net), set: setNorm.bind(null, slot) }),
    [norm, letter, net, setNorm, slot],
  );
  const shown = NAMES.filter((name) => name !== 'parameters' || net === 'conv');
  return (
    <fieldset id={id} className="ns-norm" aria-label={`Normalization of ${letter}`}>
      {hasRun && <p className="ns-sub">A change here takes a new run.</p>}
      <NormContext value={context}>
        <div className="ns-fields">
          {shown.map((name) => (
            <NormField key={name} name={name} />
          ))}
        </div>
      </NormContext>
      <Button
        size="compact-xs"
        variant="default"
        disabled={normInShort(norm) === ''}
        onClick={() => setNorm(slot, PAPER_NORM)}
      >
        As in the paper
      </Button>
    </fieldset>
  );
}
