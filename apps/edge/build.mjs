/**
 * Bundles the Worker and checks its configuration with a dry run of both deployments: of one account, and of a fleet. Prints the
 * size, and fails if it exceeds the limits.
 */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/**
 * Maximum sizes in kB, gzipped, so that growth is noticed: a Worker loads and compiles its modules at each start. Of all modules, only
 * the objects of a fleet load the SDK's clients of STS, Organizations and Account Management (95 kB), and the archive with its
 * its collection, trends and messages (100 kB). Cloudflare's limit is 3 MB on the free plan.
 */
const limits = { start: 240, all: 580 };

const here = new URL(".", import.meta.url);
const wrangler = fileURLToPath(new URL("../../node_modules/wrangler/bin/wrangler.js", here));

/** Simulates a deployment. Wrangler must not send anything, nor write outside of this folder. */
const dryRun = async (environment) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--outdir", ".cache/upload", ...environment],
    {
      cwd: fileURLToPath(here),
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_LOG_PATH: fileURLToPath(new URL(".cache/logs", here)),
        XDG_CONFIG_HOME: fileURLToPath(new URL(".cache/config", here)),
      },
    },
  );
  if (!stdout.includes("--dry-run: exiting now.")) throw new Error(`The dry run failed:\n${stdout}`);
  return stdout;
};

await dryRun(["--env", ""]);
const bindings = await dryRun(["--env", "fleet"]);
const missing = ["ACCOUNTS", "FLEET", "ARCHIVE", "DOCUMENTS", "COLLECT"].filter(
  (name) => !bindings.includes(`env.${name}`),
);
if (missing.length > 0) throw new Error(`The deployment of a fleet lacks ${missing.join(", ")}.`);

const dist = new URL("dist/worker/", here);
const names = (await readdir(dist)).filter((name) => name.endsWith(".js"));
const modules = new Map();
for (const name of names) modules.set(name, await readFile(new URL(name, dist), "utf8"));

/** Returns a module with its static imports. */
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
  `Worker size, gzipped: ${start.toFixed(1)} kB at start (limit ${limits.start}), ` +
    `${all.toFixed(1)} kB in total (limit ${limits.all}).`,
);
if (start > limits.start || all > limits.all) {
  console.error("The Worker exceeds its size limit. Run `npx esbuild --analyze` to see its parts.");
  process.exitCode = 1;
}
