type PutOptions = { contentType: string };

export type StoredFile = { key: string; bytes: number; putAt: Date };

/** The longest that a signed address opens its file; also on the privacy page. */
export const SIGNED_MINUTES = 30;

/** Where files lie. Keys begin with the shop's folder; the caller sees to that. Every failure is a PackshotError. */
export interface ObjectStore {
  put(key: string, bytes: Buffer, options: PutOptions, signal?: AbortSignal): Promise<void>;
  /** `image_file_gone` when there is none, `store_unavailable` when the store does not answer. */
  get(key: string, signal?: AbortSignal): Promise<Buffer>;
  /** Absent keys are fine. */
  delete(keys: readonly string[]): Promise<void>;
  /** All that lies under a prefix, a page of up to a thousand at a time. */
  list(prefix: string): AsyncIterable<StoredFile[]>;
  /** The names of the folders right under a folder, some at a time. */
  folders(folder: string): AsyncIterable<string[]>;
  /** A short-lived address for a browser; the same one for a while, so that browsers can cache what it serves. */
  signedUrl(key: string, options?: { downloadAs?: string }): Promise<string>;
  ready(): Promise<void>;
}
