/** Every command, in the order of the help. Small commands are part of the program; the others are loaded when they run. */
import { cancel } from "./commands/cancel.ts";
import { completion } from "./commands/completion.ts";
import { invocation } from "./commands/invocation.ts";
import { invocations } from "./commands/invocations.ts";
import { tasks } from "./commands/tasks.ts";
import { windows } from "./commands/windows.ts";
import type { CommandRow } from "./context/command.ts";

export const commands: readonly CommandRow[] = [
  {
    name: "failures",
    summary: "Show failures grouped by cause, worst first",
    load: async () => (await import("./commands/failures/failures.ts")).failures,
  },
  {
    name: "windows",
    summary: "List maintenance windows",
    load: async () => windows,
  },
  {
    name: "executions",
    summary: "List the executions of one window or all windows",
    load: async () => (await import("./commands/executions.ts")).executions,
  },
  {
    name: "tasks",
    summary: "List the tasks of an execution",
    load: async () => tasks,
  },
  {
    name: "invocations",
    summary: "List the invocations of a task",
    load: async () => invocations,
  },
  {
    name: "invocation",
    summary: "Show one invocation with its parameters",
    load: async () => invocation,
  },
  {
    name: "targets",
    summary: "List the machines of an execution with their results",
    load: async () => (await import("./commands/targets.ts")).targets,
  },
  {
    name: "patches",
    summary: "List missing and failed patches of a machine or an execution",
    load: async () => (await import("./commands/patches/patches.ts")).patches,
  },
  {
    name: "output",
    summary: "Show what machines printed, failed machines first",
    load: async () => (await import("./commands/output/output.ts")).output,
  },
  {
    name: "report",
    summary: "Report on an execution: verdict, counts, tasks and causes",
    load: async () => (await import("./commands/report.ts")).report,
  },
  {
    name: "diff",
    summary: "Compare two executions machine by machine",
    load: async () => (await import("./commands/diff.ts")).diff,
  },
  {
    name: "timeline",
    summary: "Show when tasks and machines ran, and what did not run",
    load: async () => (await import("./commands/timeline/timeline.ts")).timeline,
  },
  {
    name: "history",
    summary: "Show what windows ran on a machine, newest first",
    load: async () => (await import("./commands/history.ts")).history,
  },
  {
    name: "trends",
    summary: "Show trends of windows, machines, causes and patching from the archive",
    load: async () => (await import("./commands/trends/trends.ts")).trends,
  },
  {
    name: "watch",
    summary: "Follow a running execution, or wait for a window's next one",
    load: async () => (await import("./commands/watch/watch.ts")).watch,
  },
  {
    name: "open",
    summary: "Open the item that an ID, ARN, console URL or event refers to",
    load: async () => (await import("./commands/open/open.ts")).open,
  },
  {
    name: "collect",
    summary: "Store finished runs in an archive, which keeps them past AWS's 30 days",
    load: async () => (await import("./commands/collect/collect.ts")).collect,
  },
  {
    name: "archive",
    summary: "Show, check and delete what the archive has",
    load: async () => (await import("./commands/archive/archive.ts")).archive,
  },
  {
    name: "snapshot",
    summary: "Save everything about an execution in a file",
    load: async () => (await import("./commands/snapshot.ts")).snapshot,
  },
  {
    name: "cancel",
    summary: "Cancel an execution",
    load: async () => cancel,
  },
  {
    name: "serve",
    summary: "Serve the HTTP API: an SSM endpoint for AWS clients, and REST",
    load: async () => (await import("./serve/serve.ts")).serve,
  },
  {
    name: "messages",
    summary: "List, test, preview and send messages about finished runs",
    load: async () => (await import("./commands/messages/messages.ts")).messages,
  },
  {
    name: "doctor",
    summary: "Check identity, permissions, clock skew and latency",
    load: async () => (await import("./commands/doctor/doctor.ts")).doctor,
  },
  {
    name: "accounts",
    summary: "List and check the accounts of a fleet",
    load: async () => (await import("./commands/accounts/accounts.ts")).accounts,
  },
  {
    name: "call",
    summary: "Call any operation with the AWS CLI's flags",
    load: async () => (await import("./call/call.ts")).call,
  },
  {
    name: "completion",
    summary: "Print a shell completion script",
    load: async () => completion,
  },
];
