import { createClient, type Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { fleet, fleetIds, mockTransport, type MockFault } from "../../src/index.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const input: Input<typeof LIST> = {
  WindowExecutionId: fleetIds.WindowExecutionId,
  TaskId: fleetIds.TaskId,
  MaxResults: 10,
};

const sizes = async (...faults: readonly MockFault[]): Promise<readonly number[]> => {
  const client = createClient(mockTransport({ scenario: fleet({ invocations: 30 }), faults }));
  const found: number[] = [];
  for await (const page of client.pages(LIST, input)) {
    found.push(page.WindowExecutionTaskInvocationIdentities?.length ?? 0);
  }
  return found;
};

describe("valid but unusual pages", () => {
  it.each<readonly [string, MockFault, readonly number[]]>([
    ["one empty page with a token", { kind: "empty-page", times: 1 }, [0, 10, 10, 10]],
    ["an empty page before every page", { kind: "empty-page", every: 2 }, [10, 0, 10, 0, 10]],
    ["two empty pages in a row", { kind: "empty-page", after: 1, times: 2 }, [10, 0, 0, 10, 10]],
    ["a token on the last page", { kind: "trailing-empty-page" }, [10, 10, 10, 0]],
    [
      "a fault of another operation",
      { kind: "empty-page", operations: ["ListCommandInvocations"] },
      [10, 10, 10],
    ],
  ])("%s", async (_, fault, expected) => {
    expect(await sizes(fault)).toEqual(expected);
  });

  it("does not change an empty list", async () => {
    const faults: MockFault[] = [{ kind: "trailing-empty-page" }];
    const client = createClient(mockTransport({ scenario: fleet({ invocations: 0 }), faults }));
    expect(await client.call(LIST, input)).toEqual({ WindowExecutionTaskInvocationIdentities: [] });
  });
});

describe("pages that stop a list", () => {
  it("throws a StalledError for a repeated token", async () => {
    await expect(sizes({ kind: "repeated-token", after: 1 })).rejects.toMatchObject({ kind: "stalled" });
  });

  it("throws a ValidationException with the token to resume from for an expired token", async () => {
    const failure = await sizes({ kind: "expired-token", after: 1 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "ValidationException",
      message: "The specified token has expired.",
    });
    expect(failure).toHaveProperty("resumeFrom");
  });
});
