import { spawnSync } from "node:child_process";

/**
 * The AWS CLI to compare with: the one that WINDOWPANE_AWS_CLI names, else the one on the path. (A version manager's
 * shim takes time of its own; name what is behind it.)
 */
export const awsCli = (): string => process.env["WINDOWPANE_AWS_CLI"] || "aws";

/** What the AWS CLI calls itself; undefined where there is none. */
export const awsCliVersion = (): string | undefined => {
  const { status, stdout, stderr } = spawnSync(awsCli(), ["--version"], { encoding: "utf8" });
  return status === 0 ? /aws-cli\/\S+/.exec(stdout + stderr)?.[0] : undefined;
};
