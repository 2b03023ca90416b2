/** Starts npm: the one that started this process, otherwise the one on PATH. */
import { spawnSync } from "node:child_process";
import { ReleaseError } from "./release-error.ts";

interface NpmOptions {
  readonly cwd: string;
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Exit code and output of npm. */
export interface NpmRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs npm.
 *
 * @param show - npm uses the terminal of this process, and its output is not returned.
 * @throws ReleaseError if npm cannot be started.
 */
export const runNpm = (
  args: readonly string[],
  { cwd, env = process.env, show = false }: NpmOptions & { readonly show?: boolean },
): NpmRun => {
  const cli = process.env["npm_execpath"];
  const isKnown = cli !== undefined && /npm-cli\.[cm]?js$/u.test(cli);
  const { status, stdout, stderr, error } = spawnSync(
    isKnown ? (process.env["npm_node_execpath"] ?? process.execPath) : "npm",
    isKnown ? [cli, ...args] : args,
    {
      cwd,
      env,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      // On Windows npm is a .cmd file, which only a shell can start.
      shell: !isKnown && process.platform === "win32",
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    },
  );
  if (error !== undefined)
    throw new ReleaseError(`npm could not be started (${error.message}). Install npm.`);
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr ?? "" };
};

/**
 * Runs npm and returns its stdout.
 *
 * @throws ReleaseError if npm fails.
 */
export const npm = (args: readonly string[], options: NpmOptions): string => {
  const { status, stdout, stderr } = runNpm(args, options);
  if (status !== 0)
    throw new ReleaseError(`\`npm ${args[0] ?? ""}\` failed:\n${stderr.trim() || stdout.trim()}`);
  return stdout;
};
