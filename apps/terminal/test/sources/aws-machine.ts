/** Runs the built program on a machine with separate AWS config files. */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { spawn as spawnOnTerminal } from "@lydell/node-pty";

const here = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the program into a separate folder per test file, as test files run in parallel. */
export const buildProgram = async (program: string): Promise<void> => {
  const folder = `.cache/${program}`;
  mkdirSync(`${here}${folder}`, { recursive: true });
  copyFileSync(`${here}package.json`, `${here}${folder}/package.json`);
  await promisify(execFile)(process.execPath, [`${here}build.mjs`, `--outdir=${folder}/dist`], { cwd: here });
};

/** The output of a run. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** The contents of the machine. */
export interface MachineOptions {
  /** The program's folder, as passed to `buildProgram`. */
  readonly program: string;
  /** `~/.aws/config`. Default: does not exist. */
  readonly config?: string | undefined;
  /** When each SSO session's token expires, by the session's name. Default: no sessions. */
  readonly ssoTokens?: Readonly<Record<string, string>> | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Further files in the home, by name. Default: none. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Variables that hold the path of one of these files. Default: none. */
  readonly fileVariables?: Readonly<Record<string, string>> | undefined;
}

/** A machine. Remove it after use. */
export interface AwsMachine {
  /** Runs to the end. Removes the line about waiting for credentials from stderr: a busy machine may print it. */
  run(argv: readonly string[]): Promise<Ended>;
  /** Runs on a terminal and types each reply when its prompt appears. */
  converse(argv: readonly string[], answers: Readonly<Record<string, string>>): Promise<string>;
  remove(): void;
}

export const createAwsMachine = (options: MachineOptions): AwsMachine => {
  const { program, config, ssoTokens = {}, env = {}, files = {}, fileVariables = {} } = options;
  const main = `${here}.cache/${program}/dist/main.js`;
  const home = mkdtempSync(join(tmpdir(), "windowpane-"));
  mkdirSync(`${home}/.aws/sso/cache`, { recursive: true });
  if (config !== undefined) writeFileSync(`${home}/.aws/config`, config);
  for (const [session, expiresAt] of Object.entries(ssoTokens)) {
    const name = createHash("sha1").update(session).digest("hex");
    writeFileSync(
      `${home}/.aws/sso/cache/${name}.json`,
      JSON.stringify({ accessToken: "token", expiresAt, region: "eu-west-1" }),
    );
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(`${home}/${name}`, text);
  const paths = Object.entries(fileVariables).map(
    ([variable, name]) => [variable, `${home}/${name}`] as const,
  );
  const whole = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    USERPROFILE: home,
    TZ: "UTC",
    AWS_EC2_METADATA_DISABLED: "true",
    ...env,
    ...Object.fromEntries(paths),
  };
  return {
    run: (argv) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [main, ...argv], {
          env: whole,
          stdio: ["ignore", "pipe", "pipe"],
        });
        const text = { stdout: "", stderr: "" };
        child.stdout.setEncoding("utf8").on("data", (piece: string) => (text.stdout += piece));
        child.stderr.setEncoding("utf8").on("data", (piece: string) => (text.stderr += piece));
        child.on("close", (exitCode) => {
          const stderr = text.stderr.replace(/^Still waiting for the credentials.*\n/m, "");
          resolve({ stdout: text.stdout, stderr, exitCode });
        });
      }),
    converse: (argv, answers) =>
      new Promise((resolve) => {
        const open = new Map(Object.entries(answers));
        let text = "";
        const terminal = spawnOnTerminal(process.execPath, [main, ...argv], {
          env: whole,
          cols: 200,
          rows: 50,
        });
        terminal.onData((piece) => {
          text += piece;
          for (const [question, reply] of open) {
            if (!text.includes(question)) continue;
            open.delete(question);
            terminal.write(`${reply}\r`);
          }
        });
        terminal.onExit(() => resolve(text));
      }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
};
