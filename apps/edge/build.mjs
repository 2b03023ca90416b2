/**
 * A dry run of the deployment, which bundles the Worker and checks its configuration. Says how large it is, and fails where
 * it has outgrown what it may be.
 */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/** In kB, gzipped. A free Worker may be 3,000. */
const limits = { start: 190, all: 270 };

const here = new URL(".", import.meta.url);
const wrangler = fileURLToPath(new URL("../../node_modules/wrangler/bin/wrangler.js", here));
const { stdout } = await promisify(execFile)(
  process.execPath,
  [wrangler, "deploy", "--dry-run", "--outdir", ".cache/upload"],
  {
    cwd: fileURLToPath(here),
    env: {
      ...process.env,
      // Nothing is sent or looked up, and nothing is written outside of this folder.
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_LOG_PATH: fileURLToPath(new URL(".cache/logs", here)),
      XDG_CONFIG_HOME: fileURLToPath(new URL(".cache/config", here)),
    },
  },
);
if (!stdout.includes("--dry-run: exiting now.")) throw new Error(`The dry run did not end well:\n${stdout}`);

const dist = new URL("dist/", here);
const names = (await readdir(dist)).filter((name) => name.endsWith(".js"));
const modules = new Map();
for (const name of names) modules.set(name, await readFile(new URL(name, dist), "utf8"));

/** A module with all that it imports before it runs. */
const startOf = (name, seen = new Set()) => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, imported] of modules.get(name).matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g))
    startOf(imported, seen);
  return seen;
};
const kilobytes = (chosen) =>
  chosen.reduce((sum, name) => sum + gzipSync(modules.get(name)).length, 0) / 1000;

const start = kilobytes([...startOf("worker.js")]);
const all = kilobytes(names);
console.log(
  `The Worker: ${start.toFixed(1)} kB gzipped before its first request (at most ${limits.start}), ` +
    `${all.toFixed(1)} kB in all (at most ${limits.all}).`,
);
if (start > limits.start || all > limits.all) {
  console.error("It has outgrown its limits. `npx esbuild --analyze` shows what it is made of.");
  process.exitCode = 1;
}
