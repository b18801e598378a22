import type { Norm } from '../../../common/experiment/norm.ts';
import { NORM_SWITCHES } from '../../../common/experiment/norm-switches.ts';
import { readNumber } from '../../../common/experiment/settings.ts';
import { formatCompact } from '../../../common/lib/format.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import type { ReadNumber } from '../controls/read-number.ts';
import { SwitchField } from '../controls/SwitchField.tsx';
import { useNorm } from './norm-context.ts';

/** One switch of an arm's normalization. */
export function NormField({ name }: { name: keyof Norm }) {
  const { letter, norm, reasons, set } = useNorm();
  const about = NORM_SWITCHES[name];
  const { control, label } = about;
  const field = { label, of: letter, about, reason: reasons[name] };
  const value = norm[name];
  switch (control.type) {
    case 'toggle':
      return <SwitchField {...field} checked={value === true} onChange={(on) => set({ [name]: on })} />;
    case 'choice':
      return (
        <ChoiceField<string>
          {...field}
          value={String(value)}
          values={control.values}
          onChange={(word) => set({ [name]: word })}
        />
      );
    case 'number':
      return (
        <NumberField
          {...field}
          value={Number(value)}
          format={formatCompact}
          read={(text) => readIn(control, text)}
          onChange={(number) => set({ [name]: number })}
        />
      );
  }
}

function readIn({ min, max }: { readonly min: number; readonly max: number }, text: string): ReadNumber {
  const value = readNumber(text);
  if (value !== null && value >= min && value <= max) return { value };
  return { error: `“${text}” is not a number from ${min} to ${max}` };
}
