import { blocksOf } from '../gpu/matrix.ts';
import { strideOf } from './code.ts';

/** A linear layer of every arm over the rows of a batch. */
export interface LayerSize {
  readonly arms: number;
  readonly rows: number;
  readonly fanIn: number;
  /** Columns that an arm's outputs take, padding included. */
  readonly stride: number;
  /** Whether all arms read the same input: the images. */
  readonly sharedInput: boolean;
}

/** Code for the first block of an arm's input. */
export const firstInput = (size: LayerSize, arm: string): string =>
  size.sharedInput ? '0' : `(${arm}) * ${blocksOf(size.fanIn)}`;

/** The hidden units of every arm, over the rows of a batch. */
export interface UnitsSize {
  readonly arms: number;
  readonly rows: number;
  readonly units: number;
}

/** Columns that the hidden units of all arms take. */
export const widthOf = ({ arms, units }: UnitsSize): number => arms * strideOf(units);

/** The output layer of every arm. */
export interface OutputSize {
  readonly arms: number;
  readonly rows: number;
}
