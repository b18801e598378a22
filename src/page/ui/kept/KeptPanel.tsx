/** The runs in the browser's store. */
export function KeptPanel() {
  return null;
}
