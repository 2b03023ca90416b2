/** Run Command: what happened on each machine of a command. */
import * as z from "zod";
import { CloudWatchOutputConfig } from "./common.ts";
import { answer, date, integer, list, number, string, structure, text, word } from "./smithy.ts";

export const CommandId = text({ min: 36, max: 36, about: "The id of the command." });
export const PluginName = text({
  min: 4,
  about: "The step of the document; wanted only where the document has several.",
});
export const CommandMaxResults = integer({ min: 1, max: 50, about: "Most items in one answer, 1 to 50." });

const commandFilterKeys = [
  "InvokedAfter",
  "InvokedBefore",
  "Status",
  "ExecutionStage",
  "DocumentName",
] as const;

/** The one filter of the family whose members AWS spells in lower case. */
export const CommandFilters = list(
  structure({ key: z.enum(commandFilterKeys), value: text({ min: 1, max: 128 }) }),
  { min: 1, max: 5, about: "What the service should leave out; 1 to 5 filters." },
);

export const commandInvocationStatuses = [
  "Pending",
  "InProgress",
  "Delayed",
  "Success",
  "Cancelled",
  "TimedOut",
  "Failed",
  "Cancelling",
] as const;

const CommandPlugin = answer({
  Name: string,
  Status: word(["Pending", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"]).optional(),
  StatusDetails: string,
  ResponseCode: number,
  ResponseStartDateTime: date,
  ResponseFinishDateTime: date,
  Output: string,
  StandardOutputUrl: string,
  StandardErrorUrl: string,
  OutputS3Region: string,
  OutputS3BucketName: string,
  OutputS3KeyPrefix: string,
});

export const CommandInvocation = answer({
  CommandId: string,
  InstanceId: string,
  InstanceName: string,
  Comment: string,
  DocumentName: string,
  DocumentVersion: string,
  RequestedDateTime: date,
  Status: word(commandInvocationStatuses).optional(),
  StatusDetails: string,
  TraceOutput: string,
  StandardOutputUrl: string,
  StandardErrorUrl: string,
  CommandPlugins: z.array(CommandPlugin).optional(),
  ServiceRole: string,
  NotificationConfig: answer({
    NotificationArn: string,
    NotificationEvents: z
      .array(word(["All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"]))
      .optional(),
    NotificationType: word(["Command", "Invocation"]).optional(),
  }).optional(),
  CloudWatchOutputConfig: CloudWatchOutputConfig.optional(),
});

export const CommandInvocationOutput = answer({
  CommandId: string,
  InstanceId: string,
  Comment: string,
  DocumentName: string,
  DocumentVersion: string,
  PluginName: string,
  ResponseCode: number,
  ExecutionStartDateTime: string,
  ExecutionElapsedTime: string,
  ExecutionEndDateTime: string,
  Status: word(commandInvocationStatuses).optional(),
  StatusDetails: string,
  StandardOutputContent: string,
  StandardOutputUrl: string,
  StandardErrorContent: string,
  StandardErrorUrl: string,
  CloudWatchOutputConfig: CloudWatchOutputConfig.optional(),
});
