import { isFinalCommandStatus, type Command } from "@windowpane/core";
import { after, before, equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { commandOf } from "../plan/plan.ts";
import { commandAt } from "../view/sent-command.ts";
import type { MockAction } from "./action.ts";
import { sentCommands } from "./sent-commands.ts";
import { commandStatusFilter } from "./status-filter.ts";

/**
 * Lists commands, newest first (unverified), with counts of their machines. The list is empty for an unknown command or
 * machine, as in ListCommandInvocations (unverified). AWS does not allow InstanceId with Status Pending; its error is
 * unverified.
 */
export const listCommands: MockAction<"ListCommands"> = (input, context) => {
  const { InstanceId, Filters = [] } = input;
  const passes = readFilters(
    Filters.map(({ key, value }) => ({ Key: key, Values: [value] })),
    keys,
    context,
  );
  if (InstanceId !== undefined && Filters.some(({ key, value }) => key === "Status" && value === "Pending")) {
    throw context.serviceError("ValidationException", "InstanceId cannot be combined with Status Pending");
  }
  const commands = sentCommands(input, context);
  const { items, rest } = readPage(
    input,
    {
      end: commands.end,
      at: (position) => {
        const started = commands.at(position);
        const plan = started === undefined ? undefined : commandOf(started.invocation);
        if (started === undefined || plan === undefined) return undefined;
        const command = commandAt(started, plan, context.now);
        return passes(command) ? command : undefined;
      },
    },
    context,
  );
  return { Commands: items, ...rest };
};

const statuses = ["Pending", "InProgress", "Success", "Cancelled", "Failed", "TimedOut"];

/** Detailed statuses that the Status filter supports, without spaces. */
const details = [
  "AccessDenied",
  "DeliveryTimedOut",
  "ExecutionTimedOut",
  "Incomplete",
  "NoInstancesInTag",
  "LimitExceeded",
];

const keys: Readonly<Record<string, FilterReader<Command>>> = {
  InvokedAfter: after((command) => command.RequestedDateTime),
  InvokedBefore: before((command) => command.RequestedDateTime),
  DocumentName: equalTo((command) => command.DocumentName),
  ExecutionStage: wordOf(["Executing", "Complete"], ({ Status }) =>
    isFinalCommandStatus(Status) ? "Complete" : "Executing",
  ),
  Status: commandStatusFilter(statuses, details),
};
