import { createRng, type Rng } from '../../../common/lib/rng.ts';
import { CLASS_COUNT, type Dataset, type DigitSet, IMAGE_PIXELS, IMAGE_SIDE } from '../dataset.ts';

/** Examples to train on, so that the largest batch is all of them, and to test on. */
export const GAUSSIAN_COUNT = 500;
/** An image is this many squares wide and high: of so few numbers a teacher can be learnt from 500 examples. */
const SQUARES = 7;
/** Side of a square, in pixels. */
const SQUARE_SIDE = IMAGE_SIDE / SQUARES;
/** Of the bytes. */
const MEAN = 128;
const DEVIATION = 40;

/**
 * Data without digits in them: images of 7 x 7 squares, each of a byte drawn from a normal distribution of mean 128 and deviation 40,
 * labelled by the largest of ten random linear maps of what is left of the squares when 128 is taken off. A linear net can learn them.
 *
 * @param seed the same seed gives the same images and labels
 */
export function generateGaussian({ seed }: { readonly seed: number }): Dataset {
  const teacherRng = createRng(seed, 'gaussian', 'teacher');
  const teacher = Array.from({ length: CLASS_COUNT }, () =>
    Float64Array.from({ length: SQUARES * SQUARES }, () => teacherRng.normal()),
  );
  const draw = (split: string) => drawSet(createRng(seed, 'gaussian', split), teacher);
  return {
    source: 'gaussian',
    name: `Gaussian noise (${GAUSSIAN_COUNT} + ${GAUSSIAN_COUNT})`,
    train: draw('train'),
    test: draw('test'),
    note: 'Images of random squares, labelled by the largest of ten random linear maps; of so few examples about three in four test images can be got right.',
  };
}

function drawSet(rng: Rng, teacher: readonly Float64Array[]): DigitSet {
  const images = new Uint8Array(GAUSSIAN_COUNT * IMAGE_PIXELS);
  const labels = new Uint8Array(GAUSSIAN_COUNT);
  for (let index = 0; index < GAUSSIAN_COUNT; index++) {
    const squares = Uint8Array.from({ length: SQUARES * SQUARES }, () => byteOf(rng.normal()));
    labels[index] = labelOf(squares, teacher);
    images.set(paint(squares), index * IMAGE_PIXELS);
  }
  return { count: GAUSSIAN_COUNT, images, labels };
}

const byteOf = (normal: number): number => Math.max(0, Math.min(255, Math.round(MEAN + DEVIATION * normal)));

function labelOf(squares: Uint8Array, teacher: readonly Float64Array[]): number {
  const scores = teacher.map((row) =>
    row.reduce((sum, weight, at) => sum + weight * ((squares[at] as number) - MEAN), 0),
  );
  return scores.indexOf(Math.max(...scores));
}

const paint = (squares: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: IMAGE_PIXELS }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE];
    return squares[Math.floor(row / SQUARE_SIDE) * SQUARES + Math.floor(column / SQUARE_SIDE)] as number;
  });
