/** Bytes that the browser has stored for this page, and allows it; null where it does not tell. */
export async function readSpace(): Promise<{ readonly used: number; readonly allowed: number } | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : { used: usage, allowed: quota };
  } catch {
    return null;
  }
}
