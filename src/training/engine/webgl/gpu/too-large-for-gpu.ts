/** A matrix would be larger than the textures of this GPU can be: what is drawn there would be lost, and read as zeros. */
export class TooLargeForGpu extends Error {
  constructor(isTooWide: boolean, most: number, remedy = isTooWide ? TOO_WIDE : TOO_HIGH) {
    super(`${remedy} The largest texture of this GPU is ${most} by ${most}.`);
    this.name = 'TooLargeForGpu';
  }
}

const TOO_WIDE =
  'The networks are too wide side by side for this GPU. Choose fewer networks or a smaller width, or WebAssembly as the backend.';
const TOO_HIGH =
  'The networks are too large for this GPU. Choose a smaller batch or a smaller width, or WebAssembly as the backend.';
