/** What the page reads first, at `/data/mnist/index.json`. */
export interface MnistManifest {
  readonly source: 'published' | 'folder' | 'none';
  /** Training images, training labels, test images, test labels; each with `.gz` where the file is packed; none without MNIST. */
  readonly files: readonly string[];
  /** Something the person should know about these files, in a sentence. */
  readonly note: string | null;
}

/** A whole, checked set of MNIST files on this machine. */
export interface MnistSet {
  readonly manifest: MnistManifest;
  /** The file behind each name of the manifest. */
  readonly paths: ReadonlyMap<string, string>;
}
