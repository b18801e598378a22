import type { Norm } from '../../../common/experiment/norm.ts';
import { readNumber } from '../../../common/experiment/settings.ts';
import { formatCompact } from '../../../common/lib/format.ts';
import { aboutNorm, NORM_CHOICES, NORM_LABELS } from '../controls/about.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import type { ReadNumber } from '../controls/read-number.ts';
import { SwitchField } from '../controls/SwitchField.tsx';
import { useNorm } from './norm-context.ts';

type Names<T> = { [K in keyof Norm]: Norm[K] extends T ? K : never }[keyof Norm];

function useField(name: keyof Norm) {
  const { letter, reasons } = useNorm();
  return { label: NORM_LABELS[name], of: letter, about: aboutNorm(name), reason: reasons[name] };
}

/** A switch of normalization that is on or off. */
export function NormOnOff({ name }: { name: Names<boolean> }) {
  const { norm, set } = useNorm();
  return (
    <SwitchField {...useField(name)} checked={norm[name]} onChange={(checked) => set({ [name]: checked })} />
  );
}

/** A switch of normalization that is one of a few words. */
export function NormChoice({ name }: { name: Names<string> }) {
  const { norm, set } = useNorm();
  return (
    <ChoiceField<string>
      {...useField(name)}
      value={norm[name]}
      values={NORM_CHOICES[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A number of normalization. */
export function NormNumber({ name, range }: { name: Names<number>; range: Range }) {
  const { norm, set } = useNorm();
  return (
    <NumberField
      {...useField(name)}
      value={norm[name]}
      format={formatCompact}
      read={(text) => readIn(range, text)}
      onChange={(value) => set({ [name]: value })}
    />
  );
}

function readIn({ min, max }: Range, text: string): ReadNumber {
  const value = readNumber(text);
  if (value !== null && value >= min && value <= max) return { value };
  return { error: `“${text}” is not a number from ${min} to ${max}` };
}
