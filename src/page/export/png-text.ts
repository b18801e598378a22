/** Reads the link in a picture. */
export const readPngLink = (_: Uint8Array): { query: string } | { error: string } => ({
  error: 'this picture carries no settings.',
});
