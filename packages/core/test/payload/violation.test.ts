import { describe, expect, it } from "vitest";
import { InvalidInputError, validateInput, type OperationName } from "../../src/index.ts";

const ids = {
  WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2",
  TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3a7700d1",
};

const refusal = (operation: OperationName, input: unknown): InvalidInputError => {
  try {
    validateInput(operation, input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error("the request was taken");
};

const invocations = (input: object): string =>
  refusal("DescribeMaintenanceWindowExecutionTaskInvocations", { ...ids, ...input }).message;

describe("AWS's own messages", () => {
  it("say that a number is too large", () => {
    expect(invocations({ MaxResults: 101 })).toBe(
      "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: " +
        "Member must have value less than or equal to 100",
    );
  });

  it("report all violations at once", () => {
    const { message, violations } = refusal("DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId: "x",
      MaxResults: 9,
    });
    expect(message).toMatch(/^4 validation errors detected: /);
    expect(message.split("; ")).toHaveLength(4);
    expect(violations.map(({ member, rule }) => [member, rule])).toEqual([
      ["windowExecutionId", "length"],
      ["windowExecutionId", "pattern"],
      ["taskId", "required"],
      ["maxResults", "range"],
    ]);
  });

  it("count the items of a list from 1", () => {
    expect(invocations({ Filters: [{ Key: "STATUS" }, { Key: "" }] })).toBe(
      "1 validation error detected: Value '' at 'filters.2.member.key' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1",
    );
  });

  it("report a string in a list at the list, with all constraints", () => {
    expect(invocations({ Filters: [{ Values: ["FAILED", ""] }] })).toBe(
      "1 validation error detected: Value '[FAILED, ]' at 'filters.1.member.values' failed to satisfy constraint: " +
        "Member must satisfy constraint: [Member must have length less than or equal to 256, " +
        "Member must have length greater than or equal to 1]",
    );
  });

  it("report a list that is too long together with violations of its items", () => {
    const message = invocations({ Filters: Array.from({ length: 6 }, () => ({ Key: "" })) });
    expect(message).toMatch(/^7 validation errors detected: /);
    expect(message).toContain(
      "at 'filters' failed to satisfy constraint: Member must have length less than or equal to 5",
    );
  });

  it("list the values of an enum", () => {
    expect(refusal("DescribeMaintenanceWindowSchedule", { ResourceType: "HOST" }).message).toBe(
      "1 validation error detected: Value 'HOST' at 'resourceType' failed to satisfy constraint: " +
        "Member must satisfy enum value set: [INSTANCE, RESOURCE_GROUP]",
    );
  });

  it("spell the members of command filters in lower case, as AWS does", () => {
    expect(refusal("ListCommandInvocations", { Filters: [{ key: "Status", value: "" }] }).message).toContain(
      "at 'filters.1.member.value'",
    );
  });

  it("report a wrong type once", () => {
    const { violations } = refusal("DescribeMaintenanceWindows", { MaxResults: "50", Filters: {} });
    expect(violations.map(({ member, rule }) => [member, rule])).toEqual([
      ["filters", "type"],
      ["maxResults", "type"],
    ]);
  });

  it("show AWS's spelling of a member that differs only in case", () => {
    expect(invocations({ maxResults: 50 })).toContain("AWS spells it MaxResults");
  });

  it("reject values that are not requests", () => {
    expect(refusal("DescribeMaintenanceWindows", "all of them").violations).toEqual([
      expect.objectContaining({ member: "", rule: "type" }),
    ]);
    expect(refusal("DescribeMaintenanceWindows", null).violations[0]?.rule).toBe("required");
  });
});

describe("lengths", () => {
  const key = (text: string): unknown => ({ Filters: [{ Key: text }] });

  it("count code points, not UTF-16 units", () => {
    expect(validateInput("DescribeMaintenanceWindows", key("😀".repeat(128)))).toBeDefined();
    expect(refusal("DescribeMaintenanceWindows", key("😀".repeat(129))).violations[0]?.rule).toBe("length");
  });

  it("count a supplementary character once", () => {
    expect(
      refusal("GetCommandInvocation", {
        CommandId: "73c8eef8-f4ee-4a05-820c-e354fd76ad83",
        InstanceId: "i-0cb2b964d3e14fd9f",
        PluginName: "😀😀",
      }).violations[0]?.rule,
    ).toBe("length");
  });
});

describe("patterns", () => {
  it("match the whole string even if AWS's pattern has no anchors", () => {
    const target = (Key: string): unknown => ({ Targets: [{ Key }] });
    expect(validateInput("DescribeMaintenanceWindowSchedule", target("resource-groups:Name"))).toBeDefined();
    expect(validateInput("DescribeMaintenanceWindowSchedule", target("tag:Größe/部門"))).toBeDefined();
    expect(
      refusal("DescribeMaintenanceWindowSchedule", target("!resource-groups:ResourceTypeFilters!"))
        .violations[0]?.rule,
    ).toBe("pattern");
  });

  it("reject the IDs of AWS's sample, which are not hexadecimal", () => {
    expect(
      refusal("DescribeMaintenanceWindowExecutionTaskInvocations", {
        WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE",
        TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE",
      }).violations.map(({ rule }) => rule),
    ).toEqual(["pattern", "pattern"]);
  });
});
