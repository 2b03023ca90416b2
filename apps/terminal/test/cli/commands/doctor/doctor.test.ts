import { ServiceError, TransportError, operations, operationNames, type Transport } from "@windowpane/core";
import { readPolicy } from "@windowpane/fleet";
import { empty, fleet, mockTransport, type MockFault } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../../../src/host/configuration-error.ts";
import { runWith } from "../../../fake-host.ts";

const reading = operationNames.filter((name) => operations[name].effect === "read").length;

const account = (faults: readonly MockFault[] = []): Transport =>
  mockTransport({ scenario: fleet({ invocations: 10 }), faults });

describe("doctor", () => {
  it("tries every read operation and no write operation", async () => {
    const asked = new Set<string>();
    const inner = account();
    const transport: Transport = {
      name: "watched",
      send: (operation, ...rest) => {
        asked.add(operation);
        return inner.send(operation, ...rest);
      },
    };
    const { stdout, exitCode } = await runWith(["doctor"], { transport });
    expect(exitCode).toBe(0);
    expect([...asked].toSorted()).toEqual(
      operationNames.filter((name) => operations[name].effect === "read").toSorted(),
    );
    expect(stdout).toContain(`All ${reading} read permissions are granted.`);
  });

  it("shows the identity from STS", async () => {
    const identity = async () => ({ Arn: "arn:aws:iam::123456789012:user/me", Account: "123456789012" });
    const argv = ["doctor", "--region", "eu-west-1", "--profile", "prod"];
    const { stdout } = await runWith(argv, { transport: account(), identity });
    expect(stdout.split("\n")[0]).toBe(
      "Source aws (profile prod), as arn:aws:iam::123456789012:user/me, account 123456789012, region eu-west-1",
    );
  });

  it("continues without STS, and tells why", async () => {
    const identity = () => Promise.reject(new Error("connect ETIMEDOUT"));
    const { stdout, exitCode } = await runWith(["doctor"], { transport: account(), identity });
    expect(stdout).toContain("STS did not return the identity: connect ETIMEDOUT");
    expect(exitCode).toBe(0);
  });

  it("tells what does not work without a permission, and exits with 1 with --exit-status", async () => {
    const transport = account([{ kind: "access-denied", operations: ["ListCommandInvocations"] }]);
    const { stdout, exitCode } = await runWith(["doctor", "--exit-status"], { transport });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "  denied   ssm:ListCommandInvocations\n" +
        `    AccessDeniedException: without it ${operations.ListCommandInvocations.ifDenied}.\n`,
    );
    expect(stdout).toContain(
      `1 permission missing, of ${reading}. Run \`windowpane doctor --policy\` for a policy`,
    );
  });

  it("finds permissions in an account without anything, asking for what cannot exist", async () => {
    const argv = ["doctor", "--output", "json", "--query", "[].permissions[].[action, state, real]"];
    const { stdout } = await runWith(argv, { transport: mockTransport({ scenario: empty }) });
    const rows = JSON.parse(stdout) as readonly (readonly [string, string, boolean])[]; // As the query has it.
    expect(rows.map(([, state]) => state)).toEqual(Array.from({ length: reading }, () => "allowed"));
    expect(rows).toContainEqual(["ssm:GetMaintenanceWindow", "allowed", false]);
  });

  it("tells when a denial is about a placeholder ID", async () => {
    const faults: MockFault[] = [{ kind: "access-denied", operations: ["GetMaintenanceWindow"] }];
    const { stdout } = await runWith(["doctor"], { transport: mockTransport({ scenario: empty, faults }) });
    expect(stdout).toContain(
      "denied   ssm:GetMaintenanceWindow (tried with a placeholder ID; the policy may allow existing resources)",
    );
  });

  it.each(["demo", "./kept.json"])("needs no permissions for a local source: %s", async (source) => {
    const kept = await runWith(["snapshot", "linux-patch-nightly", "--demo"]);
    const circumstances = { files: { "./kept.json": kept.stdout } };
    const { stdout, exitCode } = await runWith(["doctor", "--source", source], circumstances);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")[0]).toBe(`Source ${source}`);
    expect(stdout).toContain("needs no permissions");
    expect(stdout).not.toMatch(/allowed|permissions for reading are there/);
    const json = await runWith(["doctor", "--source", source, "--output", "json"], circumstances);
    expect(JSON.parse(json.stdout)).toMatchObject([{ source, permissions: [] }]);
  });

  it("claims no permissions that were not checked for accounts on this machine", async () => {
    const { stdout } = await runWith(["doctor", "--demo=organization"]);
    expect(stdout).toMatch(/^not needed +payments/mu);
    expect(stdout).toMatch(/^unread +legacy/mu);
    expect(stdout).not.toMatch(/complete|required permissions/u);
    expect(stdout).toContain("needs no permissions");
  });

  it("reports other errors as unknown", async () => {
    const transport = account([{ kind: "server-error", operations: ["GetMaintenanceWindowExecution"] }]);
    const { stdout } = await runWith(["doctor"], { transport });
    expect(stdout).toContain(
      "  unknown   ssm:GetMaintenanceWindowExecution\n    InternalServerError: without it",
    );
    expect(stdout).toContain(`1 permission could not be checked, of ${reading}.`);
  });

  it("prints the calls of the AWS CLI in place of asking", async () => {
    const { stdout } = await runWith(["doctor", "--show-cli", "--region", "eu-west-1"]);
    const calls = stdout.trim().split("\n");
    expect(calls).toHaveLength(reading + 1);
    expect(calls[0]).toBe("aws sts get-caller-identity --region eu-west-1");
    expect(calls).toContain('aws ssm get-maintenance-window --window-id "$WindowId" --region eu-west-1');
  });

  it("checks several regions, and names the one that failed", async () => {
    const transport = (region: string | undefined): Transport => {
      if (region === "us-east-1") throw new ConfigurationError("No credentials.", "Run `aws sso login`.");
      return account();
    };
    const outcome = await runWith(["doctor", "--region", "eu-west-1", "--region", "us-east-1"], {
      transport,
    });
    expect(outcome.stdout).toContain("Source aws, region eu-west-1\n");
    expect(outcome.stderr).toBe("us-east-1: No credentials.\nRun `aws sso login`.\n");
    expect(outcome.exitCode).toBe(253);
  });

  it("rejects regions for the demo with one error", async () => {
    const argv = ["doctor", "--demo", "--region", "eu-west-1", "--region", "us-east-1"];
    const { stdout, stderr, exitCode } = await runWith(argv);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 252 });
    expect(stderr).toBe("--region does not apply to --source demo.\nRemove it, or use --source aws.\n");
  });

  it.each([
    [new TransportError("DescribeMaintenanceWindows", "No answer.", { retryable: false }), 255],
    [new ServiceError("DescribeMaintenanceWindows", { code: "UnrecognizedClientException" }), 253],
  ])("stops after the first error that affects every request: %s", async (error, exitCode) => {
    let requests = 0;
    const transport: Transport = {
      name: "down",
      send: () => {
        requests += 1;
        return Promise.reject(error);
      },
    };
    expect((await runWith(["doctor"], { transport })).exitCode).toBe(exitCode);
    expect(requests).toBe(1);
  });
});

describe("the policy", () => {
  it("is printed as JSON without asking anything, for the partition of the region", async () => {
    const { stdout, exitCode } = await runWith(["doctor", "--policy", "--region", "cn-north-1"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(readPolicy("aws-cn"));
  });
});
