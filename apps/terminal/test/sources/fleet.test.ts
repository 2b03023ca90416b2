/** The built program over an organization of 20 accounts in two regions, of which 5% deny their role. */
import { createLoopback, nightlyAccount, nightlyIds, serveLoopback, type Served } from "@windowpane/loopback";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildProgram, createAwsMachine, type AwsMachine, type Ended } from "./aws-machine.ts";

const program = "fleet";
const ids = Array.from({ length: 20 }, (_, index) => String(111_122_223_300 + index));
const [denied = "", external = "", plain = ""] = ids;
const regions = ["eu-west-1", "us-east-1"];
const externalId = "external-id-of-the-test";
const mfa = { serial: "arn:aws:iam::000000000001:mfa/anna", code: "123456" };

const loopback = createLoopback({
  accounts: [
    { id: "000000000001", name: "management" },
    ...ids.map((id, index) => ({
      id,
      name: `team-${index}`,
      ...(id === external ? { roles: [{ name: "WindowpaneRead", externalId }] } : {}),
      ...(id === plain ? { roles: [{ name: "WindowpaneRead" }, { name: "WithMfa", mfa }] } : {}),
    })),
  ],
  regions,
  ssm: (account, region) => nightlyAccount(account, region, { now: new Date(), windows: 1, nights: 2 }),
  now: () => new Date(),
  faults: { deniedAccounts: [denied] },
});
const source = loopback.credentials();

const organization = JSON.stringify({
  regions,
  organization: { except: ["000000000001"] },
  accounts: [{ id: external, externalId }],
});

let served: Served;
let machine: AwsMachine;
const ran: string[] = [];

const run = async (...argv: readonly string[]): Promise<Ended> => {
  const ended = await machine.run([...argv, "--debug"]);
  ran.push(ended.stdout, ended.stderr);
  return ended;
};

beforeAll(async () => {
  await buildProgram(program);
  served = await serveLoopback(loopback);
  machine = createAwsMachine({
    program,
    env: {
      AWS_ENDPOINT_URL: served.url,
      AWS_ACCESS_KEY_ID: source.accessKeyId,
      AWS_SECRET_ACCESS_KEY: source.secretAccessKey,
      AWS_REGION: "eu-west-1",
    },
    files: {
      "fleet.json": organization,
    },
    fileVariables: { WINDOWPANE_FLEET: "fleet.json" },
  });
}, 120_000);
afterAll(async () => {
  machine.remove();
  await served.close();
});

describe("an organization of 20 accounts in two regions", () => {
  it("lists the windows of all accounts that can be read, with account and region", async () => {
    const { stdout, stderr, exitCode } = await run("windows", "--output", "csv");
    const [header, ...rows] = stdout.trim().split("\r\n");
    expect(header).toMatch(/^AccountName,Account,Region,WindowId,Name,/u);
    expect(rows).toHaveLength(38);
    expect(rows).toContainEqual(
      expect.stringMatching(`^team-2,${plain},us-east-1,${nightlyIds(plain, "us-east-1").window(0)},`),
    );
    expect(stderr).toContain(`Could not read team-0 (${denied}), eu-west-1, us-east-1: The role`);
    expect(exitCode).toBe(255);
  });

  it("has a gap with the remedy for each denied account in failures, and reads all others", async () => {
    const { stdout, exitCode } = await run("failures", "--output", "json");
    const report = JSON.parse(stdout) as {
      readonly gaps: readonly { readonly origin: object; readonly kind: string; readonly nextStep: string }[];
      readonly executions: readonly { readonly origin: object }[];
    };
    expect(report.executions).toHaveLength(38);
    expect(report.gaps.map(({ origin, kind }) => ({ origin, kind }))).toEqual(
      regions.map((Region) => ({
        origin: { Account: denied, AccountName: "team-0", Region },
        kind: "denied",
      })),
    );
    for (const { nextStep } of report.gaps)
      expect(nextStep).toContain(`Check that the role exists in account ${denied}`);
    expect(exitCode).toBe(254);
  });

  it("reads one execution by its ID, and names its account", async () => {
    const { stdout } = await run(
      "report",
      nightlyIds(external, "us-east-1").execution(0, 0),
      "--output",
      "json",
    );
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "PARTIAL",
      origin: { Account: external, AccountName: "team-1", Region: "us-east-1" },
    });
  });

  it("checks each account and region, and exits with the code of the first that cannot be read", async () => {
    const { stdout, exitCode } = await run("accounts", "check", "--output", "json");
    const checks = JSON.parse(stdout) as readonly { readonly status: string; readonly Account: string }[];
    expect(checks.filter(({ status }) => status === "readable")).toHaveLength(38);
    expect(checks.filter(({ status }) => status === "unread").map(({ Account }) => Account)).toEqual([
      denied,
      denied,
    ]);
    expect(exitCode).toBe(254);
  });

  it("follows a night over all accounts, and exits with 1 because of a failure", async () => {
    const { stdout, exitCode } = await run("watch", "--since", "5h", "--exit-status");
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly kind: string; readonly verdict?: string });
    expect(events.filter(({ kind }) => kind === "executionEnded")).toHaveLength(38);
    expect(events.filter(({ kind }) => kind === "gap")).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ kind: "ended", verdict: "PARTIAL", complete: false });
    expect(exitCode).toBe(1);
  });

  it("narrows to accounts by name or ID, and to regions", async () => {
    const { stdout, exitCode } = await run(
      ...[
        "windows",
        "--account",
        "team-2",
        "--account",
        external,
        "--region",
        "us-east-1",
        "--output",
        "json",
      ],
      ...["--query", "WindowIdentities[].[Account, Region]"],
    );
    expect(JSON.parse(stdout)).toEqual([
      [external, "us-east-1"],
      [plain, "us-east-1"],
    ]);
    expect(exitCode).toBe(0);
  });

  it("refuses accounts and regions that the fleet does not have", async () => {
    const { stderr, exitCode } = await run("windows", "--account", "team-33");
    expect(stderr).toContain("--account team-33 is not an account of the fleet.\nDid you mean team-3,");
    expect(exitCode).toBe(252);
    expect((await run("windows", "--region", "eu-west-2")).stderr).toContain(
      "--region eu-west-2 is not a region of the fleet.",
    );
  });

  it("names the file that cannot be read, and each wrong member of one that can", async () => {
    const missing = await run("windows", "--fleet", "missing.json");
    expect(missing.stderr).toContain(
      "The fleet configuration missing.json cannot be read: the file does not exist.",
    );
    expect(missing.exitCode).toBe(253);
    const wrong = await run("windows", "--fleet", '{"accounts": [{"id": 123}]}');
    expect(wrong.stderr).toContain(" is a number, not an account ID.");
    expect(wrong.exitCode).toBe(253);
  });
});

describe("one account of a fleet", () => {
  it.each([[["windows"]], [["executions"]], [["report", "mw-0123456789abcdef0"]]])(
    "tells as a whole fleet does that its role cannot be assumed: %j",
    async (argv) => {
      const { stderr, exitCode } = await run(...argv, "--account", denied, "--region", "eu-west-1");
      expect(stderr).toContain(
        `Could not read team-0 (${denied}), eu-west-1: The role arn:aws:iam::${denied}:role/WindowpaneRead could not be assumed: access denied. Check that the role`,
      );
      expect(exitCode).toBe(255);
    },
  );
});

describe("a configuration that leads to no account", () => {
  it.each([
    ["{}", "The fleet configuration has no accounts.\nAdd accounts or organization to it;"],
    [
      JSON.stringify({ regions, organization: { except: ["000000000001", ...ids] } }),
      "The organization has no active account to read.\nCheck organization.units and organization.except,",
    ],
  ])("is an error: %s", async (fleet, words) => {
    for (const command of [["windows"], ["accounts"], ["accounts", "check"], ["failures"]]) {
      const { stdout, stderr, exitCode } = await run(...command, "--fleet", fleet);
      expect(stderr).toContain(words);
      expect([stdout, exitCode]).toEqual(["", 253]);
    }
  });
});

describe("an account whose role requires a code", () => {
  it("is read on a terminal, which asks for the code", async () => {
    const home = createAwsMachine({
      program,
      env: {
        AWS_ENDPOINT_URL: served.url,
        AWS_ACCESS_KEY_ID: source.accessKeyId,
        AWS_SECRET_ACCESS_KEY: source.secretAccessKey,
      },
      files: {
        "mfa.yaml": `regions: [eu-west-1]\naccounts:\n  - id: "${plain}"\n    role: WithMfa\n    mfaSerial: ${mfa.serial}\n`,
      },
      fileVariables: { WINDOWPANE_FLEET: "mfa.yaml" },
    });
    const text = await home.converse(["windows", "--no-pager"], {
      [`One-time code of ${mfa.serial} for role arn:aws:iam::${plain}:role/WithMfa: `]: mfa.code,
    });
    expect(text).toContain(nightlyIds(plain, "eu-west-1").window(0));
    const piped = await home.run(["windows"]);
    expect(piped.stderr).toContain("requires a code of the MFA device");
    expect(piped.stderr).toContain("Run the command on a terminal");
    ran.push(text, piped.stdout, piped.stderr);
    home.remove();
  });
});

it("writes no secret key, session token, code or external ID to any output", () => {
  const all = ran.join("\n");
  expect(all).toContain("debug: DescribeMaintenanceWindows");
  for (const secret of [source.secretAccessKey, "secret-of-key-", "token-of-key-", externalId])
    expect(all).not.toContain(secret);
});
