import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import { benchBatches } from './batches.ts';
import type { Problem } from './contestant.ts';
import { oneHot } from './start-numbers.ts';

/** The batches as tensors that stay where they are: a peer's step uploads nothing. Labels are one-hot. */
export const tensorBatches = (
  problem: Problem,
  set: DigitSet,
): readonly { readonly images: Tensor2D; readonly labels: Tensor2D }[] =>
  benchBatches(problem, set).map(({ images, labels }) => ({
    images: tensor2d(images, [problem.batch, PIXELS]),
    labels: tensor2d(oneHot(labels), [problem.batch, CLASSES]),
  }));
