import { expect, it } from "vitest";
import { awsCommandLine, placeholder } from "../src/calls/command-line.ts";

it.each([
  [["i-0123456789abcdef0", "i-0123456789abcdef1"], "--instance-ids i-0123456789abcdef0 i-0123456789abcdef1"],
  [["i-0123456789abcdef0"], "--instance-ids i-0123456789abcdef0"],
  [["it's"], `--instance-ids '["it'\\''s"]'`],
  [["file://x"], `--instance-ids '["file://x"]'`],
  [[], "--instance-ids '[]'"],
  [[placeholder("InstanceId")], '--instance-ids "$InstanceId"'],
])("writes a list of words as words, and other texts as JSON: %j", (InstanceIds, flags) => {
  const call = { operation: "DescribeInstancePatchStates", input: { InstanceIds } } as const;
  expect(awsCommandLine(call, [])).toBe(`aws ssm describe-instance-patch-states ${flags}`);
});
