import type { Command } from "../context/command.ts";

export const callCommand: Command = {
  name: "call",
  summary: "call any operation as it is, with the AWS CLI's own flags",
  description:
    "What works as `aws ssm OPERATION ...` works as `windowpane call OPERATION ...`: the same flags, the same " +
    "shorthand, the same JSON.",
  arguments: [],
  options: [],
  examples: [
    { line: "call describe-maintenance-windows", gives: "what `aws ssm describe-maintenance-windows` gives" },
    {
      line: "call describe-maintenance-windows --filters Key=Enabled,Values=true",
      gives: "the same with a filter in shorthand",
    },
    {
      line: "call get-maintenance-window --generate-cli-skeleton",
      gives: "an empty input to fill in",
    },
  ],
  output: "json",
  commands: async () => {
    const { operationCommands } = await import("../call/call.ts");
    return operationCommands();
  },
};
