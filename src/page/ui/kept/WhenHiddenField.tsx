import type { WhenHidden } from '../../store/kept-runs.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { usePageCommands } from '../page-commands-context.ts';

const CHOICES: Readonly<Record<WhenHidden, string>> = { train: 'Train on', pause: 'Wait' };

const ABOUT = {
  help: 'What training does while another tab is in front or the window is hidden. “Wait” spares the battery and goes on when you are back; the numbers are the same either way.',
  formula: null,
};

/** Whether training goes on while nobody sees it. */
export function WhenHiddenField() {
  const when = usePageStore((state) => state.whenHidden);
  const { setWhenHidden } = usePageCommands();
  return (
    <ChoiceField
      label="While this tab is hidden"
      about={ABOUT}
      value={when}
      values={CHOICES}
      onChange={setWhenHidden}
    />
  );
}
