/** AWS's clients in Python, if they are installed. */
import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { key } from "./serve.ts";

/** Environment variables with credentials. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const environment = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  // Ignores profiles, caches and the metadata service of the local machine.
  HOME: "/nonexistent",
  AWS_CONFIG_FILE: fileURLToPath(new URL("./aws-config.ini", import.meta.url)),
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_DEFAULT_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  AWS_PAGER: "",
  NO_PROXY: "*",
});

/** Reason why a program cannot run, or undefined. */
export const missing = (program: string, args: readonly string[]): string | undefined => {
  try {
    execFileSync(program, args, { env: environment(key), stdio: "ignore", timeout: 60_000 });
    return undefined;
  } catch {
    return `no ${[program, ...args].join(" ")} here`;
  }
};

/** Result of a program. */
export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it exits. */
export const run = (
  program: string,
  args: readonly string[],
  { credentials = key, stdin = "" }: { readonly credentials?: Credentials; readonly stdin?: string } = {},
): Promise<Said> =>
  new Promise((resolve) => {
    const options = { env: environment(credentials), maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      resolve({
        exitCode: typeof error?.code === "number" ? error.code : Number(error !== null),
        stdout,
        stderr,
      });
    });
    child.stdin?.end(stdin);
  });

/** Python writes `2026-11-22T05:00:00.170000+00:00` where JavaScript writes `2026-11-22T05:00:00.170Z`. */
export const withTimes = (value: unknown): unknown => {
  if (typeof value === "string")
    return /^\d{4}-.*\+00:00$/.test(value) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTimes(member)]));
};
