import type { CommandInvocation } from "@windowpane/core";
import { after, before, equalTo, readFilters, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { commandPluginsAt, machineAt } from "../view/command.ts";
import type { MockAction } from "./action.ts";
import { listMachines } from "./sent-commands.ts";
import { commandStatusFilter } from "./status-filter.ts";

/**
 * Lists command invocations, one for each machine, newest first. The list is empty for an unknown command or machine. (That
 * an unknown machine is not an InvalidInstanceId is unverified; terminated machines keep their history.)
 */
export const listCommandInvocations: MockAction<"ListCommandInvocations"> = (input, context) => {
  const { Details = false, Filters = [] } = input;
  // The enum's only key that is valid in ListCommands only.
  if (Filters.some(({ key }) => key === "ExecutionStage")) throw context.serviceError("InvalidFilterKey");
  const filters = Filters.map(({ key, value }) => ({ Key: key, Values: [value] }));
  const passes = readFilters(filters, keys, context);
  const machines = listMachines(input, context);
  const { items, rest } = readPage(
    input,
    {
      ...machines,
      at: (position) => {
        const found = machines.at(position);
        if (found === undefined) return undefined;
        const invocation = machineAt(found.started, found.machine, context.now);
        if (!passes(invocation)) return undefined;
        if (Details) invocation.CommandPlugins = commandPluginsAt(found.machine, context.now);
        return invocation;
      },
    },
    context,
  );
  return { CommandInvocations: items, ...rest };
};

const statuses = ["Pending", "InProgress", "Delayed", "Success", "Cancelled", "Failed", "TimedOut"];

/** Detailed statuses that the Status filter supports, without spaces. */
const details = [
  "AccessDenied",
  "DeliveryTimedOut",
  "ExecutionTimedOut",
  "Undeliverable",
  "InvalidPlatform",
  "Terminated",
];

const keys: Readonly<Record<string, FilterReader<CommandInvocation>>> = {
  InvokedAfter: after((invocation) => invocation.RequestedDateTime),
  InvokedBefore: before((invocation) => invocation.RequestedDateTime),
  DocumentName: equalTo((invocation) => invocation.DocumentName),
  Status: commandStatusFilter(statuses, details),
};
