import { spawnSync } from "node:child_process";
import { ReleaseError } from "./release-error.ts";

/** Runs npm: the one that started this process, otherwise the one on PATH. Returns its stdout. */
export const npm = (
  args: readonly string[],
  { cwd, env = process.env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): string => {
  const cli = process.env["npm_execpath"];
  const started = cli !== undefined && /npm-cli\.[cm]?js$/u.test(cli);
  const { status, stdout, stderr, error } = spawnSync(
    started ? (process.env["npm_node_execpath"] ?? process.execPath) : "npm",
    started ? [cli, ...args] : args,
    // On Windows npm is a .cmd file, which only a shell can start.
    {
      cwd,
      env,
      encoding: "utf8",
      shell: !started && process.platform === "win32",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error !== undefined)
    throw new ReleaseError(`npm could not be started (${error.message}). Install npm.`);
  if (status !== 0) throw new ReleaseError(`npm ${args[0] ?? ""} failed:\n${stderr.trim() || stdout.trim()}`);
  return stdout;
};
