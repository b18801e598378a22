/** Where a progress line is shown: a terminal, on which it moves, or a file, which gets it once. */
interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** One line that tells how far the download is. */
export interface ProgressLine {
  show(receivedBytes: number, totalBytes: number): void;
  /** Leaves the line, if it was shown at all. */
  end(): void;
}

export function progressLine(output: Output): ProgressLine {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  let shown = '';
  return {
    show(received, total) {
      const line = `Downloading MNIST: ${output.isTTY ? `${megabytes(received)} of ` : ''}${megabytes(total)} MB`;
      if (line === shown) return;
      shown = line;
      output.write(output.isTTY ? `\r${line}` : `${line}\n`);
    },
    end() {
      if (output.isTTY && shown !== '') output.write('\n');
    },
  };
}
