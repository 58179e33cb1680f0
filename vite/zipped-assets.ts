import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg)$/;
const LEAST_BYTES = 500;

/** Beside each script and style of the client the same compressed as far as it goes: once here, not at every request. */
export function zippedAssets(): Plugin {
  let dir = "";
  return {
    name: "zipped-assets",
    apply: (_config, { isSsrBuild }) => !isSsrBuild,
    configResolved: ({ root, build }) => void (dir = resolve(root, build.outDir, "assets")),
    closeBundle: async () => {
      const names = (await readdir(dir).catch(() => [])).filter((name) => TEXT.test(name));
      await Promise.all(names.map((name) => zip(join(dir, name))));
    },
  };
}

async function zip(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < LEAST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
