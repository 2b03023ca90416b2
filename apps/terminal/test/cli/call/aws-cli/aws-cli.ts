import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

interface Result {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Finds the first AWS CLI 2 on PATH; undefined without one. */
export const findAwsCli = async (): Promise<string | undefined> => {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const program = join(folder, "aws");
    const exists = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (exists && (await execute(program, ["--version"])).stdout.startsWith("aws-cli/2.")) return program;
  }
  return undefined;
};

/** Runs `aws ssm ARGV` against an endpoint, without any configuration of this machine. */
export const runAwsCli = (program: string, endpoint: string, argv: readonly string[]): Promise<Result> =>
  execute(program, ["ssm", ...argv, "--endpoint-url", endpoint]);

const execute = (program: string, argv: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const child = execFile(program, [...argv], { env, maxBuffer: 1e8 }, (_, stdout) =>
      resolve({ exitCode: child.exitCode ?? 255, stdout }),
    );
    child.stdin?.end();
  });

const env = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  TZ: "UTC",
  LANG: "C.UTF-8",
  AWS_ACCESS_KEY_ID: "x",
  AWS_SECRET_ACCESS_KEY: "y",
  AWS_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PAGER: "",
};
