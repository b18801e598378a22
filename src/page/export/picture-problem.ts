/** What keeps a picture from being made, with the remedy, in words for people. */
export class PictureProblem extends Error {}

/** How long a part of a picture may take, also on a machine that is busy with training. */
export const PATIENCE_MS = 30_000;

/**
 * What `work` comes to. A browser that is short of memory may never call back, and then nothing may wait for it.
 *
 * @param what is being done, as in "Drawing the picture"
 * @throws PictureProblem when it takes too long
 */
export async function within<T>(work: Promise<T>, what: string, most = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(what, most)), most);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

export const tooSlow = (what: string, most: number) =>
  new PictureProblem(
    `${what} took more than ${Math.round(most / 1000)} seconds and was given up. Pause training or close other tabs, then try again.`,
  );
