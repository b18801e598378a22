import { CLASSES } from '../../../../common/experiment/config.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { strideOf } from './code.ts';
import { type OptimizerSettings, optimizerCode } from './optimizer-code.ts';
import type { OutputSize } from './sizes.ts';
import { weightParts } from './update-weights.ts';

/** B (with its moments, a row each), D, S to B after a step along the sum of D over the images, [1 + moments, arms * 10]. */
export const updateBias = ({ arms, rows }: OutputSize, settings: OptimizerSettings): KernelCode => ({
  name: 'update bias',
  inputs: ['B', 'D', 'S'],
  shape: [weightParts(settings), arms * strideOf(CLASSES)],
  helpers: optimizerCode(settings),
  code: `
    int arm = at.y / ${blocksOf(CLASSES)};
    ${settingsCode}
    vec4 gradient = vec4(0.);
    for (int k = 0; k < ${blocksOf(rows)}; k++) {
      mat4 d = block(D, k, at.y);
      gradient += d[0] + d[1] + d[2] + d[3];
    }
    result = block(B, 0, at.y);
    if (!stands) optimise(result[0], result[1], result[2], gradient, rate, corrections);`,
});
