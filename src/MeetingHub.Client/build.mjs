// Builds the browser client for the server's MSBuild target: npm ci when the lock file changed, then vite build.
// Several projects may ask at once: one builds, the others wait and find it done.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../wwwroot/app");
const stamp = join(out, ".built");
const installed = join(here, "node_modules/.installed");
const lock = join(here, ".building");

const newerThan = (file, stampFile) => !existsSync(stampFile) || statSync(file).mtimeMs > statSync(stampFile).mtimeMs;

function* sources() {
  for (const name of ["index.html", "room.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "build.mjs"]) yield join(here, name);
  for (const entry of readdirSync(join(here, "src"), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) yield join(entry.parentPath, entry.name);
}

function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: here, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", env: { ...process.env, ...env }, shell: process.platform === "win32" });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}\n`);
  throw new Error(`${command} ${args.join(" ")} failed`);
}

/** Beside each script and style a copy that the server sends to who can read it; a level that costs the build a second. */
function pack(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.(m?js|css)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${file}.gz`, gzipSync(bytes));
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Waits at most ten minutes for another build; a lock whose owner is dead is taken over. */
async function locked(work) {
  for (let tries = 0; ; tries++) {
    try {
      const handle = openSync(lock, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if (error.code !== "EEXIST" || tries >= 3000) throw error;
      let owner = 0;
      try {
        owner = Number(readFileSync(lock, "utf8"));
      } catch {
        continue; // released between the two calls
      }
      if (owner > 0 && !alive(owner)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

await locked(() => {
  if (newerThan(join(here, "package-lock.json"), installed)) {
    run("npm", ["ci", "--no-audit", "--no-fund"]);
    writeFileSync(installed, "");
  }
  if ([...sources()].every((file) => !newerThan(file, stamp))) return;
  // Beside the real folder, then swapped in whole: a running server never serves half a build.
  const fresh = `${out}.new`;
  const started = new Date();
  run(process.execPath, [join(here, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], { MEETINGHUB_CLIENT_OUT: fresh });
  pack(join(fresh, "assets"));
  writeFileSync(join(fresh, ".built"), "");
  utimesSync(join(fresh, ".built"), started, started); // what was saved during the build is newer
  mkdirSync(dirname(out), { recursive: true });
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
});
