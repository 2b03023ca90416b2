/** boto3 over a socket. Skipped if it is not installed. */
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLoopback, nightlyAccount, nightlyIds, serveLoopback, type Served } from "../src/index.ts";

const reason = ((): string | undefined => {
  try {
    execFileSync("python3", ["-c", "import boto3"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "no boto3 here";
  }
})();

const ids = Array.from({ length: 45 }, (_, index) => String(100_000_000_001 + index));
const [MANAGEMENT = "", MEMBER = ""] = ids;

const loopback = createLoopback({
  accounts: ids.map((id) => ({ id })),
  regions: ["eu-west-1", "us-east-1"],
  ssm: nightlyAccount,
  now: () => new Date(),
});

let served: Served;
beforeAll(async () => {
  served = await serveLoopback(loopback);
});
afterAll(() => served.close());

/** Prints what an organization looks like to boto3, from its management account and from one of its roles. */
const script = `
import json, sys, boto3
url, member, key, secret = sys.argv[1:]
own = dict(endpoint_url=url, region_name="eu-west-1", aws_access_key_id=key, aws_secret_access_key=secret)
organizations = boto3.client("organizations", **own)
accounts = [a["Id"] for p in organizations.get_paginator("list_accounts").paginate() for a in p["Accounts"]]
assumed = boto3.client("sts", **own).assume_role(
    RoleArn=f"arn:aws:iam::{member}:role/WindowpaneRead", RoleSessionName="boto")["Credentials"]
role = dict(endpoint_url=url, region_name="us-east-1", aws_access_key_id=assumed["AccessKeyId"],
    aws_secret_access_key=assumed["SecretAccessKey"], aws_session_token=assumed["SessionToken"])
try:
    boto3.client("organizations", **role).list_accounts()
    denied = None
except Exception as error:
    denied = type(error).__name__
print(json.dumps(dict(
    accounts=accounts,
    roots=[root["Id"] for root in organizations.list_roots()["Roots"]],
    identity=boto3.client("sts", **role).get_caller_identity()["Arn"],
    regions=[region["RegionName"] for region in boto3.client("account", **role).list_regions()["Regions"]],
    windows=[w["WindowId"] for w in boto3.client("ssm", **role).describe_maintenance_windows()["WindowIdentities"]],
    denied=denied)))
`;

it("is an organization to boto3", async ({ skip }) => {
  if (reason !== undefined) return skip(reason);
  const { accessKeyId, secretAccessKey } = loopback.credentials(MANAGEMENT);
  const { stdout } = await promisify(execFile)(
    "python3",
    ["-c", script, served.url, MEMBER, accessKeyId, secretAccessKey],
    {
      env: {
        PATH: process.env["PATH"],
        HOME: "/nonexistent",
        AWS_EC2_METADATA_DISABLED: "true",
        NO_PROXY: "*",
      },
    },
  );
  const { window } = nightlyIds(MEMBER, "us-east-1");
  expect(JSON.parse(stdout)).toEqual({
    accounts: ids,
    roots: ["r-root"],
    identity: `arn:aws:sts::${MEMBER}:assumed-role/WindowpaneRead/boto`,
    regions: ["eu-west-1", "us-east-1"],
    windows: [window(0), window(1), window(2)],
    denied: "AccessDeniedException",
  });
});
