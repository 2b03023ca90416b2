import type { Item } from "@windowpane/core";
import { after, before, equalTo, readFilters, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { commandPluginsAt, machineAt } from "../view/command.ts";
import type { MockAction } from "./action.ts";
import { listMachines } from "./sent-commands.ts";
import { commandStatusFilter } from "./status-filter.ts";

/**
 * Lists what commands did, machine by machine, newest first. For a command or a machine that the service does not know
 * the list is empty. (Whether an unknown machine is an InvalidInstanceId is unverified; one that is long gone still has
 * a history, so the mock never says so.)
 */
export const listCommandInvocations: MockAction<"ListCommandInvocations"> = (input, context) => {
  const { Details = false, Filters = [] } = input;
  // The one key of the enum that works in ListCommands only.
  if (Filters.some(({ key }) => key === "ExecutionStage")) throw context.refuse("InvalidFilterKey");
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
        const answer = machineAt(found.started, found.machine, context.now);
        if (!passes(answer)) return undefined;
        if (Details) answer.CommandPlugins = commandPluginsAt(found.machine, context.now);
        return answer;
      },
    },
    context,
  );
  return { CommandInvocations: items, ...rest };
};

type CommandInvocation = Item<"ListCommandInvocations">;

const statuses = ["Pending", "InProgress", "Delayed", "Success", "Cancelled", "Failed", "TimedOut"];

/** Values of the Status filter that are detailed statuses, without their spaces. */
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
