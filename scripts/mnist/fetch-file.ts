import { createHash } from 'node:crypto';

/** Time limits of one download, in milliseconds. */
export interface FetchLimits {
  /** Until the server begins to answer. */
  readonly answerMs: number;
  /** Between two pieces of the answer. */
  readonly stallMs: number;
  /** For the whole file, so that a trickle ends too. */
  readonly totalMs: number;
}

export const usualLimits: FetchLimits = { answerMs: 5_000, stallMs: 10_000, totalMs: 600_000 };

/** What a file must be. */
export interface ExpectedFile {
  readonly zippedBytes: number;
  readonly zippedSha256: string;
}

/**
 * Downloads one file into memory and checks its size and SHA-256.
 *
 * @param onBytes called with the bytes received so far
 * @throws Error whose message is a short reason ("no answer within 5 s", "404 Not Found", "wrong checksum")
 */
export async function fetchFile(
  url: string,
  expected: ExpectedFile,
  limits: FetchLimits,
  onBytes: (received: number) => void,
): Promise<Buffer> {
  const stop = new AbortController();
  const abortAfter = (ms: number, why: string) => setTimeout(() => stop.abort(new Error(why)), ms);
  const total = abortAfter(limits.totalMs, `not finished within ${seconds(limits.totalMs)}`);
  let patience = abortAfter(limits.answerMs, `no answer within ${seconds(limits.answerMs)}`);
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`.trim());
    const pieces: Uint8Array[] = [];
    let received = 0;
    for await (const piece of response.body) {
      clearTimeout(patience);
      patience = abortAfter(limits.stallMs, `nothing received for ${seconds(limits.stallMs)}`);
      received += piece.length;
      if (received > expected.zippedBytes) throw new Error('larger than the published file');
      pieces.push(piece);
      onBytes(received);
    }
    const bytes = Buffer.concat(pieces);
    if (received < expected.zippedBytes) throw new Error('shorter than the published file');
    if (sha256(bytes) !== expected.zippedSha256) throw new Error('wrong checksum');
    return bytes;
  } catch (error) {
    throw new Error(stop.signal.aborted ? reason(stop.signal.reason) : reason(error));
  } finally {
    clearTimeout(patience);
    clearTimeout(total);
    stop.abort();
  }
}

/** The SHA-256 of some bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Node's fetch says only "fetch failed" or "terminated"; what happened stands in its cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return reason(cause.errors[0]);
  if (cause instanceof Error) return reason(cause);
  const { code } = error as NodeJS.ErrnoException;
  return code && unreachable.includes(code) ? `cannot be reached (${code})` : error.message;
}

const unreachable = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT'];

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
