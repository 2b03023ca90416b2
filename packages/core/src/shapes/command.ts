/** Run Command: what happened on each machine of a command. */
import * as z from "zod/mini";
import { CloudWatchOutputConfig } from "./common.ts";
import {
  answer,
  date,
  integer,
  list,
  number,
  oneOf,
  optional,
  string,
  structure,
  text,
  word,
} from "./smithy.ts";

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
  structure({ key: oneOf(commandFilterKeys), value: text({ min: 1, max: 128 }) }),
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
  Status: optional(word(["Pending", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"])),
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
  Status: optional(word(commandInvocationStatuses)),
  StatusDetails: string,
  TraceOutput: string,
  StandardOutputUrl: string,
  StandardErrorUrl: string,
  CommandPlugins: optional(z.array(CommandPlugin)),
  ServiceRole: string,
  NotificationConfig: optional(
    answer({
      NotificationArn: string,
      NotificationEvents: optional(
        z.array(word(["All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"])),
      ),
      NotificationType: optional(word(["Command", "Invocation"])),
    }),
  ),
  CloudWatchOutputConfig: optional(CloudWatchOutputConfig),
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
  Status: optional(word(commandInvocationStatuses)),
  StatusDetails: string,
  StandardOutputContent: string,
  StandardOutputUrl: string,
  StandardErrorContent: string,
  StandardErrorUrl: string,
  CloudWatchOutputConfig: optional(CloudWatchOutputConfig),
});
