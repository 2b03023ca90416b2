/** The AWS CLI over a socket. Skipped if it is not installed. WINDOWPANE_AWS_CLI is the path of another one. */
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createLoopback,
  nightlyAccount,
  nightlyIds,
  serveLoopback,
  type LoopbackCredentials,
  type Served,
} from "../src/index.ts";

const cli = process.env["WINDOWPANE_AWS_CLI"] ?? "aws";

const reason = ((): string | undefined => {
  try {
    execFileSync(cli, ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return `no ${cli} here`;
  }
})();

const MEMBER = "111122223333";

const loopback = createLoopback({
  accounts: [{ id: "000000000001" }, { id: MEMBER, roles: [{ name: "WindowpaneRead", externalId: "id" }] }],
  ssm: nightlyAccount,
  now: () => new Date(),
});

let served: Served;
beforeAll(async () => {
  served = await serveLoopback(loopback);
});
afterAll(() => served.close());

const aws = async (
  argv: readonly string[],
  { accessKeyId, secretAccessKey, sessionToken }: LoopbackCredentials = loopback.credentials(),
): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(
    cli,
    [...argv, "--endpoint-url", served.url, "--region", "eu-west-1", "--output", "json"],
    {
      env: {
        PATH: process.env["PATH"],
        HOME: "/nonexistent",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_PAGER: "",
        NO_PROXY: "*",
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
      },
    },
  );
  return JSON.parse(stdout);
};

it("lists the organization, assumes a role and lists the windows of its account", async ({ skip }) => {
  if (reason !== undefined) return skip(reason);
  expect(await aws(["organizations", "list-accounts"])).toMatchObject({
    Accounts: [{ Id: "000000000001" }, { Id: MEMBER, Status: "ACTIVE" }],
  });
  const assumed = await aws([
    "sts",
    "assume-role",
    "--role-arn",
    `arn:aws:iam::${MEMBER}:role/WindowpaneRead`,
    "--role-session-name",
    "cli",
    "--external-id",
    "id",
  ]);
  // The output of assume-role.
  const { Credentials } = assumed as {
    readonly Credentials: Readonly<Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string>>;
  };
  const session = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  expect(await aws(["sts", "get-caller-identity"], session)).toMatchObject({ Account: MEMBER });
  const windows = await aws(["ssm", "describe-maintenance-windows"], session);
  expect(JSON.stringify(windows)).toContain(nightlyIds(MEMBER, "eu-west-1").window(0));
});

it("reports a denied role as AWS does", async ({ skip }) => {
  if (reason !== undefined) return skip(reason);
  const role = `arn:aws:iam::${MEMBER}:role/WindowpaneRead`;
  await expect(aws(["sts", "assume-role", "--role-arn", role, "--role-session-name", "cli"])).rejects.toThrow(
    `An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::000000000001:user/windowpane is not authorized to perform: sts:AssumeRole on resource: ${role}`,
  );
});
