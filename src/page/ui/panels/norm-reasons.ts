import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { Norm } from '../../../common/experiment/norm.ts';

export type NormSwitch = keyof Norm;

/** Why a switch has no effect beside the others; the ones that have are missing. */
export function normReasons(
  { affine, centre, kind, scale }: Norm,
  net: ExperimentConfig['kind'],
): Partial<Readonly<Record<NormSwitch, string>>> {
  const none = !centre && !scale;
  const perImage = kind === 'layer';
  const unkept = perImage
    ? 'Each image has statistics of its own: none are kept.'
    : 'Neither centred nor scaled: there are no statistics.';
  return {
    ...(!scale && { epsilon: 'Not scaled: there is no variance to add it to.' }),
    ...((perImage || none) && { momentum: unkept, inference: unkept }),
    ...(none && { through: 'Neither centred nor scaled: there are no statistics.' }),
    ...(net === 'conv' && !affine && { parameters: 'There is no gamma and no beta.' }),
  };
}
