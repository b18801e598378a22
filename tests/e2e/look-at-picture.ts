/** Size of a PNG as the browser decodes it, and how many of its pixels are blue and orange. */
export type LookOfPicture = { width: number; height: number; blue: number; orange: number };

/** Runs in the page: looks at a PNG that is given as Base64. */
export async function lookAtPicture(base64: string): Promise<LookOfPicture> {
  // The page's policy lets nothing be fetched from an address made of data.
  const picture = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([picture], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (context === null) throw new Error('There is no canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let blue = 0;
  let orange = 0;
  for (let index = 0; index < data.length; index += 4) {
    const [red, bluish] = [data[index] ?? 0, data[index + 2] ?? 0];
    if (bluish > red + 100) blue += 1;
    if (red > bluish + 100) orange += 1;
  }
  return { width: bitmap.width, height: bitmap.height, blue, orange };
}
