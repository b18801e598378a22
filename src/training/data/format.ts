/** A size in bytes for people: `47.1 MiB`. */
export function formatMebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en-US', { maximumFractionDigits: 1 })} MiB`;
}
