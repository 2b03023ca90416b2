import { createClient } from "@windowpane/core";
import {
  mockTransport,
  rateControlled,
  rateControlledIds,
  scenarioNamed,
  type AccountPlan,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { snapshotTransport, type Snapshot } from "../src/index.ts";
import { redactAutomation } from "../src/take/redact-automation.ts";
import { redactParameters } from "../src/take/redact-parameters.ts";
import { executionsOf, take, textOf } from "./take.ts";

describe.each(["patch-night", "documentation", "fleet:100"])("a redacted snapshot of %s", (name) => {
  const transport = mockTransport({ scenario: scenarioNamed(name) });
  const taken = async (includeSensitive: boolean): Promise<string> =>
    textOf(await snapshotOf(includeSensitive));
  const snapshotOf = async (includeSensitive: boolean): Promise<Snapshot> => {
    const executions = await executionsOf(createClient(transport));
    return take(transport, { of: { executions }, includeSensitive });
  };

  it("contains no sensitive members except machines", async () => {
    const text = await taken(false);
    for (const member of ["OwnerInformation", "Description"]) expect(text).not.toContain(`"${member}"`);
    const kept = [...text.matchAll(/"TaskParameters":(\[[^\]]*\]?[^\]]*\])/g)].map(([, value]) => value);
    for (const value of kept) expect(value).toMatch(/^\[\{"aws:InstanceId":/);
  });

  it("keeps machines and patch operations in the Parameters of invocations", async () => {
    const { responses } = await snapshotOf(false);
    const documents = [...responses.of("DescribeMaintenanceWindowExecutionTaskInvocations")]
      .flatMap((entry) => [...entry.items()].map((item): unknown => Reflect.get(item, "Parameters")))
      .filter((document) => typeof document === "string");
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      expect(document).not.toMatch(/command|comment|secret|token|timeout/i);
      expect(redactParameters(document)).toBe(document);
    }
  });

  it("contains sensitive members with includeSensitive", async () => {
    expect((await taken(true)).length).toBeGreaterThan((await taken(false)).length);
  });
});

it("rejects a filter by a redacted member", async () => {
  const transport = mockTransport();
  const client = createClient(transport);
  const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {});
  const WindowId = WindowIdentities[0]?.WindowId ?? "";
  const request = { WindowId, Filters: [{ Key: "OwnerInformation", Values: ["ops"] }] };
  const listTargets = async (includeSensitive: boolean): Promise<unknown> =>
    createClient(snapshotTransport(await take(transport, { of: { WindowId }, includeSensitive }))).call(
      "DescribeMaintenanceWindowTargets",
      request,
    );
  expect(await listTargets(true)).toEqual({ Targets: [] });
  await expect(listTargets(false)).rejects.toMatchObject({
    code: "ValidationException",
    message: expect.stringContaining("OwnerInformation is redacted") as string,
  });
});

describe("redacted Parameters of an invocation", () => {
  const id = "i-0123456789abcdef0";
  it.each<[string, unknown, unknown]>([
    [
      "the document and the machines unchanged",
      {
        comment: "secret",
        documentName: "AWS-RunShellScript",
        instanceIds: [id, "not an id", id],
        parameters: { commands: ["export TOKEN=secret"] },
        timeoutSeconds: 600,
      },
      { documentName: "AWS-RunShellScript", instanceIds: [id, "not an id", id] },
    ],
    [
      "the patch operation, and that the baseline is overridden",
      {
        DocumentName: "AWS-RunPatchBaseline",
        Parameters: {
          Operation: ["Install"],
          RebootOption: "NoReboot",
          BaselineOverride: ["https://result.example/override.json?X-Amz-Signature=secret"],
          InstallOverrideList: ["https://result.example/list.json?X-Amz-Signature=secret"],
          SnapshotId: ["secret"],
        },
      },
      {
        DocumentName: "AWS-RunPatchBaseline",
        Parameters: { Operation: ["Install"], RebootOption: ["NoReboot"], BaselineOverride: ["redacted"] },
      },
    ],
    [
      "no operation that AWS does not define",
      { documentName: "own", parameters: { Operation: ["secret"], Action: [7], BaselineOverride: [""] } },
      { documentName: "own" },
    ],
    [
      "the targets in all spellings",
      { targets: [{ key: "tag:Role", values: ["web"], note: "secret" }, { targetValues: ["a"] }, "secret"] },
      { targets: [{ key: "tag:Role", values: ["web"] }, { targetValues: ["a"] }] },
    ],
    [
      "machines at any depth",
      { payload: { hosts: [{ InstanceId: id, password: "secret" }], why: "secret" } },
      { payload: { hosts: [{ InstanceId: id }] } },
    ],
    ["keys with spaces, as in older samples", { " instance Ids ": [id] }, { " instance Ids ": [id] }],
    ["no other payload", { token: "secret", count: 7, flag: true, none: null }, {}],
    ["no document name that is not a string", { documentName: { secret: 1 }, instanceIds: 7 }, {}],
  ])("keep %s", (_what, parameters, left) => {
    expect(JSON.parse(redactParameters(JSON.stringify(parameters)) ?? "")).toEqual(left);
  });

  it.each(["", "secret", "[1]", '"secret"', "null"])("are removed for %o", (parameters) => {
    expect(redactParameters(parameters)).toBeUndefined();
  });
});

describe("a redacted automation", () => {
  const id = "i-0123456789abcdef0";
  const started = "00000000-0000-4000-8000-000000000001";

  it("keeps documents, machines, targets, patch operations and IDs", () => {
    const kept = {
      AutomationExecutionId: started,
      DocumentName: "Acme-Nightly",
      FailureMessage: "Step fails.",
      Parameters: { InstanceId: [id], Operation: ["Install"] },
      Targets: [{ Key: "tag:Role", Values: ["web"] }],
      TargetMaps: [{ InstanceId: [id] }],
      Outputs: { "patch.CommandId": [started] },
      StepExecutions: [
        {
          StepName: "patch",
          Action: "aws:runCommand",
          Inputs: {
            DocumentName: '"AWS-RunPatchBaseline"',
            InstanceIds: JSON.stringify([id]),
            Parameters: JSON.stringify({ Operation: ["Install"] }),
            Targets: JSON.stringify([{ Key: "tag:Role", Values: ["web"] }]),
            Host: id,
          },
          Outputs: { CommandId: [started], Status: ["Success"], ResponseCode: ["0"], Hosts: [id] },
          ParentStepDetails: { StepName: "loop", Iteration: 1, IteratorValue: JSON.stringify([id]) },
        },
      ],
    };
    expect(redactAutomation(kept)).toEqual(kept);
  });

  it("removes everything else that was passed in or returned", () => {
    const secrets = {
      Parameters: { Password: ["secret"] },
      Outputs: { Status: ["secret token"], CommandId: ["secret"], "get.SecretString": ["secret"] },
      Variables: { token: ["secret"] },
      TargetLocationsURL: "https://bucket.example/locations.json?X-Amz-Signature=secret",
      TargetMaps: [{ Password: ["secret"] }],
      Runbooks: [{ DocumentName: "Acme", Parameters: { Password: ["secret"] } }],
      StepExecutions: [
        {
          StepName: "run",
          Inputs: {
            Parameters: JSON.stringify({ commands: ["export TOKEN=secret"] }),
            Payload: "secret",
            Targets: JSON.stringify([{ Key: "tag:Role", Values: ["web"], note: "secret" }]),
          },
          Outputs: { Output: ["secret"], OutputPayload: ['{"SecretString":"secret"}'] },
          OverriddenParameters: { Password: ["secret"] },
          Response: "secret",
          ParentStepDetails: { StepName: "loop", IteratorValue: "secret" },
        },
      ],
    };
    const text = JSON.stringify(redactAutomation(secrets));
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toMatchObject({ TargetMaps: [{}], Runbooks: [{ DocumentName: "Acme" }] });
  });
});

describe("a snapshot of an automation with a secret", () => {
  const secret = "hunter2";
  const plan = rateControlled({ targets: 3, failed: 1 }).plan({
    now: new Date("2026-11-22T08:00:00Z"),
    seed: 1,
  });
  const scenario: AccountPlan = {
    ...plan,
    automations: (plan.automations ?? []).map((child) => ({
      ...child,
      Parameters: { ...child.Parameters, Password: [secret] },
      Outputs: { "read.SecretString": [secret] },
      steps: child.steps.map((step) => ({
        ...step,
        Inputs: { ...step.Inputs, Script: secret, Parameters: JSON.stringify({ commands: [secret] }) },
        Outputs: { ...step.Outputs, OutputPayload: [secret] },
      })),
    })),
  };
  const fileOf = async (includeSensitive: boolean): Promise<string> => {
    const of = { executions: [rateControlledIds.WindowExecutionId] };
    return textOf(await take(mockTransport({ scenario }), { of, includeSensitive }));
  };

  it("contains it only with includeSensitive", async () => {
    expect(await fileOf(true)).toContain(secret);
    expect(await fileOf(false)).not.toContain(secret);
  });
});
