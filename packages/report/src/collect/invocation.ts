import { isBad } from "../bucket.ts";
import { causeOf } from "../cause.ts";
import { plainLine } from "../plain-text.ts";
import { present } from "../present.ts";
import { windowBucket } from "../status.ts";
import { readAutomation } from "./automation.ts";
import { readCommand } from "./command.ts";
import {
  nameOfTask,
  taskTypeOf,
  type InvocationContext,
  type InvocationReading,
} from "./invocation-context.ts";
import { callRow } from "./unlisted.ts";

/** The machines of one invocation, whatever its type. */
export const readInvocation = (context: InvocationContext): Promise<InvocationReading> => {
  const readers: Readonly<Record<string, (context: InvocationContext) => Promise<InvocationReading>>> = {
    RUN_COMMAND: readCommand,
    AUTOMATION: readAutomation,
  };
  return (readers[typeOfCall(context)] ?? readCall)(context);
};

/** LAMBDA, STEP_FUNCTIONS and new types: one call with AWS's status, because Systems Manager does not know what ran inside. */
const readCall = async (context: InvocationContext): Promise<InvocationReading> => {
  const { Status, StatusDetails } = context.invocation;
  const bucket = windowBucket(Status, StatusDetails);
  const words = [Status, StatusDetails].map((word) => plainLine(word ?? "")).filter((word) => word !== "");
  const cause = isBad(bucket)
    ? causeOf({ Status, StatusDetails, subject: nameOfTask(context.task) })
    : undefined;
  const row = callRow(context, {
    bucket,
    reason: `AWS says ${words.join(": ") || "nothing"}.`,
    ...present({ cause }),
  });
  return {
    machines: [row],
    exact: true,
    holes: [],
    ...present({ DocumentName: context.parameters.documentName }),
  };
};

/** AWS's oldest samples give no type; only commands have a document and machines in their parameters. */
export const typeOfCall = (context: InvocationContext): string =>
  taskTypeOf(context) ?? (context.parameters.documentName === undefined ? "unknown" : "RUN_COMMAND");
