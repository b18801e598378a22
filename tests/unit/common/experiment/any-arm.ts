import fc from 'fast-check';
import { LONGEST_NAME } from '../../../../src/common/experiment/arm-name.ts';
import { withNorm } from '../../../../src/common/experiment/arms.ts';
import type { ArmConfig } from '../../../../src/common/experiment/config.ts';
import { EPSILON_RANGE, MOMENTUM_RANGE, type Norm } from '../../../../src/common/experiment/norm.ts';
import { OWN_COLORS, RATE } from '../../../../src/common/experiment/settings.ts';

const anyNumber = ({ min, max }: { min: number; max: number }) => fc.double({ min, max, noNaN: true });

/** Any switches of normalization. */
export const anyNorm: fc.Arbitrary<Norm> = fc.record({
  kind: fc.constantFrom('batch', 'layer', 'noisy'),
  centre: fc.boolean(),
  scale: fc.boolean(),
  affine: fc.boolean(),
  epsilon: anyNumber(EPSILON_RANGE),
  momentum: anyNumber(MOMENTUM_RANGE),
  inference: fc.constantFrom('running', 'batch', 'both'),
  through: fc.boolean(),
  place: fc.constantFrom('before', 'after'),
  where: fc.constantFrom('all', 'last'),
  parameters: fc.constantFrom('channel', 'activation'),
});

/** Any name that is allowed. */
export const anyName: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...'aZ9 äßжम漢._()+/×-'), { minLength: 1, maxLength: LONGEST_NAME })
  .map((signs) => signs.join('').trim())
  .filter((name) => name !== '');

/** Any arm, as `readArms` gives it. */
export const anyArm: fc.Arbitrary<ArmConfig> = fc
  .record({
    bn: fc.boolean(),
    rate: anyNumber(RATE),
    norm: fc.option(anyNorm),
    name: fc.option(anyName),
    color: fc.option(fc.integer(OWN_COLORS)),
  })
  .map(({ bn, color, name, norm, rate }) =>
    withNorm(
      { bn, rate, ...(name === null ? {} : { name }), ...(color === null ? {} : { color }) },
      norm ?? {},
    ),
  );
