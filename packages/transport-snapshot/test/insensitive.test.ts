import { createClient } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { snapshotTransport, writeSnapshot, type Snapshot } from "../src/index.ts";
import { machinesOnly } from "../src/take/machines-only.ts";
import { executionsOf, take } from "./take.ts";

describe.each(["patch-night", "documentation", "fleet:100"])("a snapshot of %s for others", (name) => {
  const transport = mockTransport({ scenario: scenarioNamed(name) });
  const taken = async (includeSensitive: boolean): Promise<string> =>
    writeSnapshot(await snapshotOf(includeSensitive));
  const snapshotOf = async (includeSensitive: boolean): Promise<Snapshot> => {
    const executions = await executionsOf(createClient(transport));
    return take(transport, { of: { executions }, includeSensitive });
  };

  it("holds none of what AWS calls sensitive but the machines", async () => {
    const text = await taken(false);
    for (const member of ["OwnerInformation", "Description"]) expect(text).not.toContain(`"${member}"`);
    const kept = [...text.matchAll(/"TaskParameters":(\[[^\]]*\]?[^\]]*\])/g)].map(([, value]) => value);
    for (const value of kept) expect(value).toMatch(/^\[\{"aws:InstanceId":/);
  });

  it("holds of the parameters of invocations what names machines and patch operations", async () => {
    const { answers } = await snapshotOf(false);
    const documents = answers
      .filter(({ operation }) => operation === "DescribeMaintenanceWindowExecutionTaskInvocations")
      .flatMap(({ items = [] }) => items.map((item): unknown => Reflect.get(item, "Parameters")))
      .filter((document) => typeof document === "string");
    for (const document of documents) {
      expect(document).not.toMatch(/command|comment|secret|token|timeout/i);
      expect(machinesOnly(document)).toBe(document);
    }
  });

  it("holds it where that is asked for", async () => {
    expect((await taken(true)).length).toBeGreaterThan((await taken(false)).length);
  });
});

it("does not filter by what it leaves out", async () => {
  const transport = mockTransport();
  const client = createClient(transport);
  const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {});
  const WindowId = WindowIdentities[0]?.WindowId ?? "";
  const request = { WindowId, Filters: [{ Key: "OwnerInformation", Values: ["ops"] }] };
  const ask = async (includeSensitive: boolean): Promise<unknown> =>
    createClient(snapshotTransport(await take(transport, { of: { WindowId }, includeSensitive }))).call(
      "DescribeMaintenanceWindowTargets",
      request,
    );
  expect(await ask(true)).toEqual({ Targets: [] });
  await expect(ask(false)).rejects.toMatchObject({
    code: "ValidationException",
    message: expect.stringContaining("leaves OwnerInformation out") as string,
  });
});

describe("what stays of an invocation's Parameters", () => {
  const id = "i-0123456789abcdef0";
  it.each<[string, unknown, unknown]>([
    [
      "the document and the machines, as they stand",
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
      "what a patch run does, in AWS's words, and that it overrides the baseline",
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
        Parameters: { Operation: ["Install"], RebootOption: ["NoReboot"], BaselineOverride: ["left out"] },
      },
    ],
    [
      "no operation that is not AWS's",
      { documentName: "own", parameters: { Operation: ["secret"], Action: [7], BaselineOverride: [""] } },
      { documentName: "own" },
    ],
    [
      "the targets, whichever way they are spelled",
      { targets: [{ key: "tag:Role", values: ["web"], note: "secret" }, { targetValues: ["a"] }, "secret"] },
      { targets: [{ key: "tag:Role", values: ["web"] }, { targetValues: ["a"] }] },
    ],
    [
      "machines at any depth",
      { payload: { hosts: [{ InstanceId: id, password: "secret" }], why: "secret" } },
      { payload: { hosts: [{ InstanceId: id }] } },
    ],
    ["keys with blanks, as older samples have them", { " instance Ids ": [id] }, { " instance Ids ": [id] }],
    ["nothing of another payload", { token: "secret", count: 7, flag: true, none: null }, {}],
    ["no document that is no text", { documentName: { secret: 1 }, instanceIds: 7 }, {}],
  ])("is %s", (_what, parameters, left) => {
    expect(JSON.parse(machinesOnly(JSON.stringify(parameters)) ?? "")).toEqual(left);
  });

  it.each(["", "secret", "[1]", '"secret"', "null"])("is nothing of %o", (parameters) => {
    expect(machinesOnly(parameters)).toBeUndefined();
  });
});
