import { armHistory } from '../../common/experiment/arm-history.ts';
import { armKind } from '../../common/experiment/arm-look.ts';
import { armLetter } from '../../common/experiment/arms.ts';
import type { ArmChange, ArmConfig } from '../../common/experiment/config.ts';
import { type Norm, normOf, PAPER_NORM } from '../../common/experiment/norm.ts';

/** An arm in charts and tables: "A", and its name where it has one by hand: "A · no centre". */
export const armLabel = (arm: Pick<ArmConfig, 'name'> | undefined, index: number): string =>
  arm?.name ? `${armLetter(index)} · ${arm.name}` : armLetter(index);

/** What an arm is called within a sentence: the name given by hand, or what it is. */
export const armWords = (arm: ArmConfig): string => arm.name || armKind(arm).toLowerCase();

/** Which normalization an arm has, for the cells of tables: "batch", or "off". */
export const normWord = (arm: ArmConfig | undefined): string => (arm?.bn ? normOf(arm).kind : 'off');

/** An arm in words: "batch normalization, learning rate 0.1", with its name and its switches where it has any. */
export const armText = (arm: ArmConfig): string =>
  [
    ...(arm.name ? [arm.name] : []),
    armKind(arm).toLowerCase(),
    ...(arm.bn ? normWords(normOf(arm)) : []),
    `learning rate ${arm.rate}`,
  ].join(', ');

/** The arm as the run began with it, and what it became, with the steps: "plain, learning rate 1, batch normalization from step 40". */
export const armTextOver = (start: ArmConfig, arm: number, changes: readonly ArmChange[]): string =>
  [armText(start), ...armHistory(start, arm, changes).words].join(', ');

/** What of an arm's normalization is not as in the paper. */
function normWords(norm: Norm): string[] {
  const told: readonly (readonly [boolean, string])[] = [
    [!norm.centre, 'no centring'],
    [!norm.scale, 'no scaling'],
    [!norm.affine, 'no gamma and beta'],
    [norm.epsilon !== PAPER_NORM.epsilon, `epsilon ${norm.epsilon}`],
    [norm.momentum !== PAPER_NORM.momentum, `momentum ${norm.momentum} of running statistics`],
    [norm.inference === 'batch', 'tested by batch statistics'],
    [norm.inference === 'both', 'tested by running and by batch statistics'],
    [!norm.through, 'no gradient through the statistics'],
    [norm.place === 'after', 'after the activation'],
    [norm.where === 'last', 'last hidden layer only'],
    [norm.parameters === 'activation', 'gamma and beta for each activation'],
  ];
  return told.flatMap(([holds, words]) => (holds ? [words] : []));
}
