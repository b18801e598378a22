/** Pixels of an image. */
const PIXELS = 784;

/** Grey values 0..255 as the network sees them, 0..1. */
const greyValues = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

/** Writes the images at some places of a set, as grey values 0..1, one after the other: [places.length, 784]. */
export function gatherPixels(images: Uint8Array, places: Uint32Array, into: Float32Array): void {
  let to = 0;
  for (let row = 0; row < places.length; row++) {
    const from = (places[row] as number) * PIXELS;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      into[to++] = greyValues[images[from + pixel] as number] as number;
    }
  }
}
