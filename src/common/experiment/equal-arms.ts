import type { ExperimentConfig } from './config.ts';
import { normOf } from './norm.ts';

/** What of an arm decides its numbers: names and colors do not, nor do the switches of a normalization that is never on. */
function identities({ arms, changes }: Pick<ExperimentConfig, 'arms' | 'changes'>): readonly string[] {
  return arms.map((arm, index) => {
    const { bn, rate } = arm;
    const own = changes.filter((change) => change.arm === index).map(({ arm: _, ...change }) => change);
    const isOn = bn || own.some((change) => change.kind === 'bn' && change.on);
    return JSON.stringify([bn, rate, isOn && Object.entries(normOf(arm)).sort(), own]);
  });
}

/** Groups of arms, by their places, that will come out exactly alike: same weights, same batches, same settings. */
export function equalArms(
  config: Pick<ExperimentConfig, 'arms' | 'changes'>,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [arm, identity] of identities(config).entries())
    groups.set(identity, [...(groups.get(identity) ?? []), arm]);
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** How many of the arms are distinct. */
export const distinctArms = (config: Pick<ExperimentConfig, 'arms' | 'changes'>): number =>
  new Set(identities(config)).size;
