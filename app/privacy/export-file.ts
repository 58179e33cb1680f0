export type ExportFile = ReturnType<typeof createExportFile>;

/**
 * A file that is put part by part, all parts of the same size but the last: what is appended fills a buffer, which is put
 * when it is full and there is more. Only one buffer, however large the file.
 */
export function createExportFile({
  partBytes,
  before,
  put,
}: {
  partBytes: number;
  /** Bytes of the parts that were put earlier. */
  before: number;
  put: (part: Buffer) => Promise<void>;
}) {
  const buffer = Buffer.allocUnsafe(partBytes);
  let start = before;
  let used = 0;

  async function putPart(): Promise<void> {
    await put(buffer.subarray(0, used));
    start += used;
    used = 0;
  }

  return {
    /** Where the next byte goes. */
    position: () => start + used,
    async append(bytes: Uint8Array): Promise<void> {
      for (let from = 0; from < bytes.length;) {
        if (used === partBytes) await putPart();
        const some = bytes.subarray(from, from + partBytes - used);
        buffer.set(some, used);
        used += some.length;
        from += some.length;
      }
    },
    /** The last part, which may be smaller. */
    async end(): Promise<void> {
      if (used > 0) await putPart();
    },
  };
}
