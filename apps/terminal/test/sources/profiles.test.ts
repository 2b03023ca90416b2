/** A profile named by the flag or by a variable: the same endpoints, keys and requests, as in the AWS CLI. */
import { empty, mockTransport } from "@windowpane/transport-mock";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildProgram, createAwsMachine, type AwsMachine, type MachineOptions } from "./aws-machine.ts";
import { startLocalAws, type LocalAws, type SeenRequest } from "./local-aws.ts";

beforeAll(() => buildProgram("profiles"));

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Options = Omit<MachineOptions, "program">;

const machine = (options: Options): AwsMachine => {
  const made = createAwsMachine({ program: "profiles", ...options });
  open.push({ close: () => made.remove() });
  return made;
};

const localAws = async (): Promise<LocalAws> => {
  const aws = await startLocalAws({ ssm: mockTransport({ scenario: empty }) });
  open.push(aws);
  return aws;
};

const ssmKeys = ({ requests }: LocalAws): readonly (string | undefined)[] =>
  requests.filter(({ what }) => what.startsWith("AmazonSSM.")).map(({ key }) => key);

describe("--profile and AWS_PROFILE", () => {
  /** Runs a command with a profile named in both ways; both must have the same result and the same requests. */
  const both = async (aws: LocalAws, profile: string, options: Options, argv: readonly string[]) => {
    const byFlag = await machine(options).run([...argv, "--profile", profile]);
    const seen = aws.requests.splice(0);
    const byVariable = await machine({ ...options, env: { ...options.env, AWS_PROFILE: profile } }).run(argv);
    const sent = ({ what, key, region }: SeenRequest) => ({ what, key, region });
    expect(seen.map(sent)).toEqual(aws.requests.splice(0).map(sent));
    return { ...byFlag, seen, byVariable };
  };
  const profileOf = (name: string, url: string, more = ""): string =>
    `[profile ${name}]\nregion = eu-west-1\nendpoint_url = ${url}\n${more}`;
  const keys = (key: string): string => `aws_access_key_id = ${key}\naws_secret_access_key = s\n`;

  it("use the profile's endpoint, not the default profile's", async () => {
    const [aws, elsewhere] = [await localAws(), await localAws()];
    const config = `[default]\nendpoint_url = ${elsewhere.url}\n${profileOf("prod", aws.url, keys("AKIAPROD"))}`;
    const { exitCode, seen, byVariable } = await both(aws, "prod", { config }, ["windows"]);
    expect(exitCode).toBe(0);
    expect(byVariable.exitCode).toBe(0);
    expect(seen.map(({ key }) => key)).toEqual(["AKIAPROD"]);
    expect(elsewhere.requests).toEqual([]);
  });

  it("use its services section for Systems Manager, STS and SSO", async () => {
    const [aws, elsewhere] = [await localAws(), await localAws()];
    const services = ["ssm", "sts", "sso"].map((name) => `${name} =\n  endpoint_url = ${aws.url}\n`).join("");
    const config =
      `[default]\nendpoint_url = ${elsewhere.url}\n` +
      "[profile sso]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n" +
      "[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = eu-west-1\n" +
      "[profile over]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = sso\n" +
      `services = corp\nendpoint_url = ${elsewhere.url}\n[services corp]\n${services}`;
    const options = { config, ssoTokens: { corp: "2099-01-01T00:00:00Z" } };
    const { exitCode, seen, byVariable } = await both(aws, "over", options, ["windows"]);
    expect([exitCode, byVariable.exitCode]).toEqual([0, 0]);
    expect(seen.map(({ what }) => what)).toEqual([
      "/federation/credentials",
      "AssumeRole",
      "AmazonSSM.DescribeMaintenanceWindows",
    ]);
    expect(elsewhere.requests).toEqual([]);
  });

  it("do not call STS with the keys of an endpoint on this machine", async () => {
    const aws = await localAws();
    const config = `[profile local]\nregion = eu-west-1\nservices = local\n${keys("AKIALOCAL")}[services local]\nssm =\n  endpoint_url = ${aws.url}\n`;
    const { stdout, seen } = await both(aws, "local", { config }, ["doctor"]);
    expect(stdout).not.toContain("account:ListRegions");
    expect(new Set(seen.map(({ what }) => what.split(".")[0]))).toEqual(new Set(["AmazonSSM"]));
  });

  it("refuse a services section that does not exist", async () => {
    const aws = await localAws();
    const config = `[profile lost]\nregion = eu-west-1\nservices = nowhere\n${keys("AKIALOST")}`;
    const { stderr, exitCode, byVariable } = await both(aws, "lost", { config }, ["windows"]);
    expect({ stderr, exitCode }).toEqual({
      stderr:
        "Profile lost uses the services section nowhere, which is not in the AWS config files.\n" +
        "Add a section [services nowhere], or remove services from the profile.\n",
      exitCode: 253,
    });
    expect(byVariable).toMatchObject({ stderr, exitCode });
  });

  it("use an endpoint unchanged, with FIPS and dual stack switched on", async () => {
    const aws = await localAws();
    const config = profileOf("own", aws.url, `use_fips_endpoint = true\n${keys("AKIAOWN")}`);
    const { exitCode, byVariable } = await both(aws, "own", { config }, ["windows"]);
    expect([exitCode, byVariable.exitCode]).toEqual([0, 0]);
  });

  it("differ as in the AWS CLI if the environment has keys, which only the flag overrides", async () => {
    const aws = await localAws();
    const config = profileOf("prod", aws.url, keys("AKIAPROD"));
    const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
    await machine({ config, env }).run(["windows", "--profile", "prod"]);
    await machine({ config, env: { ...env, AWS_PROFILE: "prod" } }).run(["windows"]);
    expect(ssmKeys(aws)).toEqual(["AKIAPROD", "AKIAENV"]);
  });

  it("can be AWS_DEFAULT_PROFILE", async () => {
    const aws = await localAws();
    const config = profileOf("prod", aws.url, keys("AKIAPROD"));
    await machine({ config, env: { AWS_DEFAULT_PROFILE: "prod" } }).run(["windows"]);
    expect(ssmKeys(aws)).toEqual(["AKIAPROD"]);
  });
});
