import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./root.ts";

const program = fileURLToPath(import.meta.resolve("turbo"));

/** What a run of turbo left behind. */
export interface TurboRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs turbo at the root. `show` lets it write to our own streams, otherwise what it says is returned. */
export const turbo = (args: readonly string[], { show = false } = {}): TurboRun => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      // What tests print must not depend on where they are started from.
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      // Packing wants a cache of npm's, and not every home can be written to.
      npm_config_cache: join(root, ".cache/npm"),
      // turbo does not look at the Node that runs the tasks; a result of one is none of another.
      WINDOWPANE_RUNTIME: `${process.version} ${process.platform} ${process.arch}`,
    },
    maxBuffer: 256 * 1024 * 1024,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr ?? "" };
};

/** Builds what the filters name, quietly. False, with turbo's words on stderr, when it does not build. */
export const build = (...filters: readonly string[]): boolean => {
  const { status, stdout, stderr } = turbo([
    "run",
    "build",
    ...filters.map((filter) => `--filter=${filter}`),
    "--output-logs=errors-only",
  ]);
  if (status !== 0) console.error(`${stdout}${stderr}\nWindowpane does not build; what failed stands above.`);
  return status === 0;
};
