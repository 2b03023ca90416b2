import { spawnSync } from "node:child_process";

/**
 * Command of the AWS CLI to compare with: $WINDOWPANE_AWS_CLI, or `aws` on the path. A version manager's shim adds time, so
 * name the program that it starts.
 */
export const awsCli = (): string => process.env["WINDOWPANE_AWS_CLI"] || "aws";

/** Version of the AWS CLI, such as `aws-cli/2.9.19`. Undefined if it is not installed. */
export const awsCliVersion = (): string | undefined => {
  const { status, stdout, stderr } = spawnSync(awsCli(), ["--version"], { encoding: "utf8" });
  return status === 0 ? /aws-cli\/\S+/.exec(stdout + stderr)?.[0] : undefined;
};
