import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./root.ts";

const program = fileURLToPath(import.meta.resolve("turbo"));

/** Exit code and output of a run of turbo. */
export interface TurboRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs turbo at the root. With `show` it writes to stdout and stderr of this process. Otherwise its output is returned. */
export const turbo = (args: readonly string[], { show = false } = {}): TurboRun => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      // The output of tests must not depend on the terminal.
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      // `npm pack` needs a cache, and the home folder may be read-only.
      npm_config_cache: join(root, ".cache/npm"),
      // Part of the cache key: turbo itself ignores the version of Node that runs the tasks.
      WINDOWPANE_RUNTIME: `${process.version} ${process.platform} ${process.arch}`,
    },
    maxBuffer: 256 * 1024 * 1024,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr ?? "" };
};

/** Builds the packages that match the filters. Returns false and prints turbo's output to stderr if the build fails. */
export const build = (...filters: readonly string[]): boolean => {
  const { status, stdout, stderr } = turbo([
    "run",
    "build",
    ...filters.map((filter) => `--filter=${filter}`),
    "--output-logs=errors-only",
  ]);
  if (status !== 0)
    console.error(
      `${stdout}${stderr}\nThe build failed. Fix the errors above and run the same command again.`,
    );
  return status === 0;
};

/**
 * Does the same from empty `dist` folders. turbo restores cached files beside those of other builds, so a folder that was
 * built before can contain files that no longer belong to it.
 */
export const buildClean = (...filters: readonly string[]): boolean => {
  const selected = filters.map((filter) => `--filter=${filter}`);
  const { status, stdout } = turbo(["run", "build", ...selected, "--dry=json"]);
  // Without a plan, the build fails with turbo's message.
  const { tasks } =
    status === 0
      ? // turbo writes this JSON.
        (JSON.parse(stdout) as { readonly tasks: readonly { readonly directory: string }[] })
      : { tasks: [] };
  for (const { directory } of tasks) rmSync(join(root, directory, "dist"), { force: true, recursive: true });
  return build(...filters);
};
