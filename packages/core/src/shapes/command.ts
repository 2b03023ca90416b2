/** Run Command: what happened on each machine of a command. */
import * as z from "zod";
import { CloudWatchOutputConfig } from "./common.ts";
import { answer, integer, list, structure, text, word } from "./smithy.ts";

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
  Name: z.string().optional(),
  Status: word(["Pending", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"]).optional(),
  StatusDetails: z.string().optional(),
  ResponseCode: z.number().optional(),
  ResponseStartDateTime: z.date().optional(),
  ResponseFinishDateTime: z.date().optional(),
  Output: z.string().optional(),
  StandardOutputUrl: z.string().optional(),
  StandardErrorUrl: z.string().optional(),
  OutputS3Region: z.string().optional(),
  OutputS3BucketName: z.string().optional(),
  OutputS3KeyPrefix: z.string().optional(),
});

export const CommandInvocation = answer({
  CommandId: z.string().optional(),
  InstanceId: z.string().optional(),
  InstanceName: z.string().optional(),
  Comment: z.string().optional(),
  DocumentName: z.string().optional(),
  DocumentVersion: z.string().optional(),
  RequestedDateTime: z.date().optional(),
  Status: word(commandInvocationStatuses).optional(),
  StatusDetails: z.string().optional(),
  TraceOutput: z.string().optional(),
  StandardOutputUrl: z.string().optional(),
  StandardErrorUrl: z.string().optional(),
  CommandPlugins: z.array(CommandPlugin).optional(),
  ServiceRole: z.string().optional(),
  NotificationConfig: answer({
    NotificationArn: z.string().optional(),
    NotificationEvents: z
      .array(word(["All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"]))
      .optional(),
    NotificationType: word(["Command", "Invocation"]).optional(),
  }).optional(),
  CloudWatchOutputConfig: CloudWatchOutputConfig.optional(),
});

export const CommandInvocationOutput = answer({
  CommandId: z.string().optional(),
  InstanceId: z.string().optional(),
  Comment: z.string().optional(),
  DocumentName: z.string().optional(),
  DocumentVersion: z.string().optional(),
  PluginName: z.string().optional(),
  ResponseCode: z.number().optional(),
  ExecutionStartDateTime: z.string().optional(),
  ExecutionElapsedTime: z.string().optional(),
  ExecutionEndDateTime: z.string().optional(),
  Status: word(commandInvocationStatuses).optional(),
  StatusDetails: z.string().optional(),
  StandardOutputContent: z.string().optional(),
  StandardOutputUrl: z.string().optional(),
  StandardErrorContent: z.string().optional(),
  StandardErrorUrl: z.string().optional(),
  CloudWatchOutputConfig: CloudWatchOutputConfig.optional(),
});
