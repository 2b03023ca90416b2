import { isBad } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import { plainLine } from "../../model/text.ts";
import { present } from "../../model/present.ts";
import { isPatchAutomation } from "../../judge/patching/patch-run.ts";
import { windowResult } from "../../judge/verdict/status.ts";
import { unknownType } from "../../judge/verdict/unknown-status.ts";
import { readAutomation } from "../automation/automation.ts";
import { readCommand } from "../command/command.ts";
import type { InvocationContext, InvocationReading } from "../context/invocation-context.ts";
import { nameOfTask, taskTypeOf } from "../../model/task.ts";
import { callRow } from "../context/unlisted.ts";

/** Reads the machines of an invocation of any type. */
export const readInvocation = (context: InvocationContext): Promise<InvocationReading> => {
  switch (typeOfCall(context)) {
    case "RUN_COMMAND":
      return readCommand(context);
    case "AUTOMATION":
      return readAutomation(context);
    case "LAMBDA":
    case "STEP_FUNCTIONS":
      return Promise.resolve(readCall(context));
    default:
      return Promise.resolve(readUnknown(context));
  }
};

/** LAMBDA and STEP_FUNCTIONS: one call with AWS's status. Systems Manager has no details of it. */
const readCall = (context: InvocationContext): InvocationReading => {
  const { Status, StatusDetails } = context.invocation;
  const result = windowResult(Status, StatusDetails);
  const words = [Status, StatusDetails].map((word) => plainLine(word ?? "")).filter((word) => word !== "");
  const cause = isBad(result)
    ? causeOf({ Status, StatusDetails, subject: nameOfTask(context.task) })
    : undefined;
  const row = callRow(context, {
    result,
    reason: `AWS reports ${words.join(": ") || "no status"}.`,
    ...present({ cause }),
  });
  return {
    machines: [row],
    exact: true,
    gaps: [],
    ...present({ DocumentName: context.parameters.documentName }),
  };
};

/** An unknown type: SUCCESS does not cover machines that such a task may run on. */
const readUnknown = (context: InvocationContext): InvocationReading => {
  const reading = readCall(context);
  const { Status, StatusDetails } = context.invocation;
  if (windowResult(Status, StatusDetails) !== "passed") return reading;
  const gap = unknownType(context.ref, taskTypeOf(context));
  return { ...reading, machines: [callRow(context, { result: "unknown", reason: gap.why })], gaps: [gap] };
};

/**
 * The type of an invocation. Without a type, the task's ARN identifies functions and state machines, and a document name in
 * the parameters identifies commands (AWS's oldest samples).
 */
export const typeOfCall = (context: InvocationContext): string => {
  const type = taskTypeOf(context);
  if (type !== undefined) return type;
  const service = /^arn:[^:]*:(lambda|states):/u.exec(context.task.TaskArn ?? "")?.[1];
  if (service !== undefined) return service === "lambda" ? "LAMBDA" : "STEP_FUNCTIONS";
  const { documentName } = context.parameters;
  if (isPatchAutomation(documentName ?? nameOfTask(context.task))) return "AUTOMATION";
  return documentName === undefined ? "unknown" : "RUN_COMMAND";
};
