/** Credentials and regions, with the built program on machines with different configurations. */
import { empty, mockTransport } from "@windowpane/transport-mock";
import { operationNames, operations, ServiceError, type Transport } from "@windowpane/core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildProgram, createAwsMachine, type AwsMachine, type MachineOptions } from "./aws-machine.ts";
import { startLocalAws, type LocalAws, type LocalAwsOptions } from "./local-aws.ts";

beforeAll(() => buildProgram("connecting"));

/** Number of operations that read. `account:ListRegions` is one permission more. */
const reading = operationNames.filter((name) => operations[name].effect === "read").length;

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const config = `
[profile sso]
region = eu-west-1
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = eu-west-1
[profile over-sso]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = sso
[profile process]
region = eu-west-1
credential_process = node -e "process.stdout.write('{\\"Version\\":1,\\"AccessKeyId\\":\\"AKIAPROCESS\\",\\"SecretAccessKey\\":\\"s\\"}')"
[profile broken-process]
region = eu-west-1
credential_process = node -e "console.error('THE-SECRET'); process.exit(3)"
[profile keys]
region = eu-west-1
aws_access_key_id = AKIAKEYS
aws_secret_access_key = s
[profile role]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = keys
[profile mfa]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile bare]
region = eu-west-1
[sso-session 'Acme Dev']
sso_start_url = https://acme.example/start
sso_region = eu-west-1
[profile "with space"]
region = cn-north-1
sso_session = Acme Dev
sso_account_id = 123456789012
sso_role_name = ReadOnly
`;

type Options = Omit<MachineOptions, "program">;

const machine = (options: Options = {}): AwsMachine => {
  const made = createAwsMachine({ program: "connecting", config, ...options });
  open.push({ close: () => made.remove() });
  return made;
};

const localAws = async (options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> => {
  const aws = await startLocalAws({ ssm: mockTransport({ scenario: empty }), ...options });
  open.push(aws);
  return aws;
};

/** A machine that uses a local AWS, and a command that reads from it. */
const connected = async (options: Partial<LocalAwsOptions> = {}, more: Options = {}) => {
  const aws = await localAws(options);
  const env = { AWS_ENDPOINT_URL_STS: aws.url, AWS_ENDPOINT_URL_ACCOUNT: aws.url, ...more.env };
  const { run, converse } = machine({ ...more, env });
  return { aws, run, converse, windows: ["windows", "--endpoint-url", aws.url] };
};

const ssmKeys = ({ requests }: LocalAws): readonly (string | undefined)[] =>
  requests.filter(({ what }) => what.startsWith("AmazonSSM.")).map(({ key }) => key);

describe("a proxy", () => {
  it("is used for AWS, but not for this machine", async () => {
    const proxy = await localAws();
    const { aws, run, windows } = await connected({}, { env: { HTTP_PROXY: proxy.url } });
    expect((await run([...windows, "--profile", "role"])).exitCode).toBe(0);
    expect(ssmKeys(aws)).toEqual(["ASIAROLE"]);
    expect(proxy.requests).toEqual([]);
    const elsewhere = ["windows", "--profile", "keys", "--endpoint-url", "http://ssm.example.test"];
    expect((await run(elsewhere)).exitCode).toBe(0);
    expect(ssmKeys(proxy)).toEqual(["AKIAKEYS"]);
  });
});

describe("without usable credentials, an error names the command to run and no request is sent", () => {
  it.each<{ readonly argv: readonly string[]; readonly machine?: Options; readonly stderr: string }>([
    {
      argv: ["--profile", "sso"],
      stderr:
        "The SSO session of profile sso has expired or does not exist.\nRun `aws sso login --profile sso`.\n",
    },
    {
      argv: ["--profile", "sso"],
      machine: { ssoTokens: { corp: "2020-01-01T00:00:00Z" } },
      stderr:
        "The SSO session of profile sso has expired or does not exist.\nRun `aws sso login --profile sso`.\n",
    },
    {
      argv: ["--profile", "with space"],
      stderr:
        "The SSO session of profile with space has expired or does not exist.\nRun `aws sso login --profile 'with space'`.\n",
    },
    {
      argv: ["--profile", "keys"],
      machine: { env: { HTTPS_PROXY: "socks5://me:SECRET@127.0.0.1:4110" } },
      stderr:
        "HTTPS_PROXY is the URL of a socks5 proxy, which is not supported.\n" +
        "Set HTTPS_PROXY to the URL of an HTTP proxy such as http://proxy.example:3128, or unset it.\n",
    },
    {
      argv: ["--profile", "over-sso"],
      stderr:
        "The SSO session of profile sso, which profile over-sso uses, has expired or does not exist.\n" +
        "Run `aws sso login --profile sso`.\n",
    },
    {
      argv: [],
      machine: { env: { AWS_PROFILE: "sso" } },
      stderr:
        "The SSO session of profile sso has expired or does not exist.\nRun `aws sso login --profile sso`.\n",
    },
    {
      argv: ["--profile", "broken-process"],
      stderr:
        "The credential_process of profile broken-process returned no usable credentials: it exited with 3.\n" +
        "Run its command, which is in the AWS config file under that profile, to see why.\n",
    },
    {
      argv: ["--profile", "mfa"],
      stderr:
        "Profile mfa requires a one-time code of arn:aws:iam::123456789012:mfa/me, and there is no terminal to type it.\n" +
        "Run the command on a terminal, or set the variables of a session that was created with a code " +
        "(`aws sts assume-role --serial-number ... --token-code ...`).\n",
    },
    {
      argv: ["--profile", "elsewhere"],
      machine: { config: "[profile one]\nregion = eu-west-1\n" },
      stderr:
        "Profile elsewhere is not in the AWS config files.\n" +
        "Choose a profile with --profile (one), or create one. " +
        "Run `aws configure sso --profile elsewhere` to set up SSO, or `aws configure --profile elsewhere` to set up an access key.\n",
    },
    {
      argv: ["--region", "eu-west-1"],
      machine: { config: "[profile one]\nregion = eu-west-1\n" },
      stderr:
        "No AWS credentials were found in the environment, the AWS config files, or a container or instance role.\n" +
        "Choose a profile with --profile (one), or create one. " +
        "Run `aws configure sso` to set up SSO or `aws configure` to set up an access key, " +
        "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To try Windowpane without AWS, use --demo.\n",
    },
  ])("$argv $machine", async ({ argv, machine: options = {}, stderr }) => {
    const outcome = await machine(options).run(["windows", ...argv]);
    expect(outcome).toEqual({ stdout: "", stderr, exitCode: 253 });
  });

  it("reports an invalid region as invalid, not as missing", async () => {
    const outcome = await machine().run(["windows", "--profile", "keys", "--region", "eu west"]);
    expect(outcome).toEqual({
      stdout: "",
      stderr: '"eu west" (--region) is not a valid region.\nUse one such as eu-west-1.\n',
      exitCode: 252,
    });
  });

  it("never shows the output of a credential process, not even with --debug", async () => {
    const { stderr } = await machine().run(["windows", "--profile", "broken-process", "--debug"]);
    expect(stderr).toContain("SourceError");
    expect(stderr).not.toContain("THE-SECRET");
  });

  it("reports a denied request for a container's credentials", async () => {
    const refusals = { "/credentials": { status: 403, body: '{"Code":"AccessDenied","Message":"no role"}' } };
    const aws = await localAws({ refusals });
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/credentials`, AWS_REGION: "eu-west-1" };
    const { stderr, exitCode } = await machine({ config: "", env }).run(["windows"]);
    expect(stderr).toMatch(
      /^The container's credentials could not be loaded: .+\nCheck that the task or pod/,
    );
    expect(exitCode).toBe(253);
  });

  it("reports a role that cannot be assumed with the message of STS", async () => {
    const said = "User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole";
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${said}</Message></Error></ErrorResponse>`;
    const { run, windows } = await connected({ refusals: { AssumeRole: { status: 403, body } } });
    expect(await run([...windows, "--profile", "role"])).toEqual({
      stdout: "",
      stderr:
        `Profile role is not allowed to assume its role: ${said}.\n` +
        "Check role_arn. The role must trust the caller (profile keys), and the caller must be allowed sts:AssumeRole on it.\n",
      exitCode: 253,
    });
  });

  it("exits with 255 and names the host if STS is not reached", async () => {
    const { run } = machine({ env: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" } });
    expect(await run(["windows", "--profile", "role"])).toEqual({
      stdout: "",
      stderr:
        "The credentials of profile role could not be requested from STS at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.\n" +
        "Check the network and the endpoint, set HTTPS_PROXY if a proxy is required, or try again.\n",
      exitCode: 255,
    });
  });

  it("exits with 253 for keys that the service rejects", async () => {
    const expired: Transport = {
      name: "expired",
      send: (operation) =>
        Promise.reject(
          new ServiceError(operation, {
            code: "ExpiredTokenException",
            message: "The token is expired",
            status: 400,
          }),
        ),
    };
    const { run, windows } = await connected({ ssm: expired });
    const { stderr, exitCode } = await run([...windows, "--profile", "keys"]);
    expect(exitCode).toBe(253);
    expect(stderr).toContain("ExpiredTokenException: The token is expired");
    expect(stderr).toContain("Sign in again with `aws sso login`");
  });
});

describe("requests are signed with the credentials of", () => {
  it.each([
    { profile: "keys", key: "AKIAKEYS" },
    { profile: "process", key: "AKIAPROCESS" },
    { profile: "role", key: "ASIAROLE" },
  ])("profile $profile", async ({ profile, key }) => {
    const { aws, run, windows } = await connected();
    expect(await run([...windows, "--profile", profile])).toMatchObject({ exitCode: 0 });
    expect(new Set(ssmKeys(aws))).toEqual(new Set([key]));
  });

  it("a container's role", async () => {
    const { aws, run, windows } = await connected({}, { config: "" });
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/credentials`, AWS_REGION: "eu-west-1" };
    expect((await machine({ config: "", env }).run(windows)).exitCode).toBe(0);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["ASIACONTAINER"]));
    expect((await run(windows)).exitCode).toBe(253);
  });

  it("a valid SSO session", async () => {
    const aws = await localAws();
    const options = { env: { AWS_ENDPOINT_URL_SSO: aws.url }, ssoTokens: { corp: "2099-01-01T00:00:00Z" } };
    const argv = ["windows", "--profile", "sso", "--endpoint-url", aws.url];
    expect((await machine(options).run(argv)).exitCode).toBe(0);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["ASIASSO"]));
  });

  it("an instance's role, unless instance metadata is disabled", async () => {
    const aws = await localAws();
    const env = { AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url, AWS_REGION: "eu-west-1" };
    const argv = ["windows", "--endpoint-url", aws.url];
    const asking = machine({ config: "", env: { ...env, AWS_EC2_METADATA_DISABLED: "false" } });
    expect((await asking.run(argv)).exitCode).toBe(0);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["ASIAINSTANCE"]));
    const before = aws.requests.length;
    expect((await machine({ config: "", env }).run(argv)).exitCode).toBe(253);
    expect(aws.requests.length).toBe(before);
  });

  it("no instance's role instead of a failing profile", async () => {
    const aws = await localAws();
    const env = { AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url, AWS_EC2_METADATA_DISABLED: "false" };
    const argv = ["windows", "--profile", "broken-process", "--endpoint-url", aws.url];
    expect((await machine({ env }).run(argv)).exitCode).toBe(253);
    expect(aws.requests).toEqual([]);
  });

  it("a web identity, as in pods and jobs", async () => {
    const aws = await localAws();
    const web = machine({
      config: "",
      files: { token: "the-token" },
      env: {
        AWS_ENDPOINT_URL_STS: aws.url,
        AWS_REGION: "eu-west-1",
        AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/web",
      },
      fileVariables: { AWS_WEB_IDENTITY_TOKEN_FILE: "token" },
    });
    expect((await web.run(["windows", "--endpoint-url", aws.url])).exitCode).toBe(0);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["ASIAWEB"]));
    expect(aws.requests[0]?.body).toContain("WebIdentityToken=the-token");
  });

  it("keys in the environment, unless a profile is named", async () => {
    const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s", AWS_REGION: "eu-west-1" };
    const { aws, run, windows } = await connected({}, { env });
    await run(windows);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["AKIAENV"]));
    await run([...windows, "--profile", "keys"]);
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["AKIAENV", "AKIAKEYS"]));
  });

  it("a role that requires a one-time code, with one prompt for all regions", async () => {
    const { aws, converse } = await connected();
    const argv = ["failures", "--profile", "mfa", "--region", "eu-west-1", "--region", "us-east-1"];
    const text = await converse([...argv, "--endpoint-url", aws.url], { "One-time code of": "123456" });
    expect(text).toContain("One-time code of arn:aws:iam::123456789012:mfa/me for profile mfa:");
    const roles = aws.requests.filter(({ what }) => what === "AssumeRole");
    expect(roles).toHaveLength(1);
    expect(roles[0]?.body).toContain("TokenCode=123456");
    expect(new Set(ssmKeys(aws))).toEqual(new Set(["ASIAROLE"]));
  });
});

describe("--region all", () => {
  it("reads every region that the account has enabled", async () => {
    const { aws, run } = await connected();
    const argv = ["failures", "--profile", "keys", "--region", "all", "--endpoint-url", aws.url];
    expect((await run(argv)).exitCode).toBe(0);
    const regions = aws.requests
      .filter(({ what }) => what.startsWith("AmazonSSM."))
      .map(({ region }) => region);
    expect(new Set(regions)).toEqual(new Set(["eu-west-1", "us-east-1"]));
  });

  it("names the missing permission and the alternative", async () => {
    const body = '{"__type":"AccessDeniedException","message":"You may not."}';
    const { run, aws } = await connected({ refusals: { "/listRegions": { status: 403, body } } });
    const argv = ["failures", "--profile", "keys", "--region", "all", "--endpoint-url", aws.url];
    expect(await run(argv)).toEqual({
      stdout: "",
      stderr:
        "The regions of the account of profile keys cannot be listed: You may not.\n" +
        "Allow account:ListRegions, or name each region with --region.\n",
      exitCode: 253,
    });
  });
});

describe("doctor, over AWS's own client", () => {
  const argv = ["doctor", "--profile", "role"];

  it("shows the identity, the permission to list regions, and that the clock is right", async () => {
    const { aws, run } = await connected();
    const { stdout, exitCode } = await run([...argv, "--endpoint-url", aws.url]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "Source aws (profile role), as arn:aws:sts::123456789012:assumed-role/reader/me, account 123456789012, region eu-west-1\n",
    );
    expect(stdout).toContain("Clock: in sync with AWS.");
    expect(stdout).toContain("  allowed  account:ListRegions\n");
    expect(stdout).toContain(`All ${reading + 1} read permissions are granted.`);
    expect(aws.requests.map(({ what }) => what)).not.toContain("AmazonSSM.CancelMaintenanceWindowExecution");
  });

  it("prints the policy for the partition of the profile's region", async () => {
    const { stdout } = await machine().run(["doctor", "--policy", "--profile", "with space"]);
    expect(stdout).toContain("arn:aws-cn:ssm:*:*:maintenancewindow/*");
  });

  it("does not contact AWS with the keys of an endpoint on this machine", async () => {
    const aws = await localAws();
    const env = { AWS_ENDPOINT_URL_SSM: aws.url, HTTPS_PROXY: "http://127.0.0.1:1" };
    const { stdout } = await machine({ env }).run(["doctor", "--profile", "keys"]);
    expect(stdout).toContain(`All ${reading} read permissions are granted.`);
    // A refused connection to AWS would be shown as a problem of STS.
    expect(stdout).not.toContain("STS");
  });

  it("shows the clock skew", async () => {
    const { aws, run } = await connected({ ahead: 600_000 });
    const { stdout } = await run([...argv, "--endpoint-url", aws.url]);
    expect(stdout).toContain("Clock: 10 minutes behind AWS.");
  });

  it("names the permission that --region all lacks", async () => {
    const body = '{"__type":"AccessDeniedException","message":"You may not."}';
    const { aws, run } = await connected({ refusals: { "/listRegions": { status: 403, body } } });
    const { stdout } = await run([...argv, "--endpoint-url", aws.url]);
    expect(stdout).toContain(
      "  denied   account:ListRegions\n    AccessDeniedException: without it `--region all` is not available",
    );
  });
});
