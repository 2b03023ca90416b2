/** Every command, in the order of the help. */
import type { Command } from "./context/command.ts";
import { callCommand } from "./commands/call.ts";
import { cancelCommand } from "./commands/cancel.ts";
import { diffCommand } from "./commands/diff.ts";
import { completionCommand } from "./commands/completion.ts";
import { doctorCommand } from "./commands/doctor/doctor.ts";
import { executionsCommand } from "./commands/executions.ts";
import { failuresCommand } from "./commands/failures/failures.ts";
import { historyCommand } from "./commands/history.ts";
import { invocationCommand } from "./commands/invocation.ts";
import { invocationsCommand } from "./commands/invocations.ts";
import { openCommand } from "./commands/open/open.ts";
import { outputCommand } from "./commands/output.ts";
import { patchesCommand } from "./commands/patches/patches.ts";
import { reportCommand } from "./commands/report.ts";
import { serveCommand } from "./serve/command.ts";
import { snapshotCommand } from "./commands/snapshot.ts";
import { targetsCommand } from "./commands/targets.ts";
import { tasksCommand } from "./commands/tasks.ts";
import { timelineCommand } from "./commands/timeline/timeline.ts";
import { watchCommand } from "./commands/watch/watch.ts";
import { windowsCommand } from "./commands/windows.ts";

export const commands: readonly Command[] = [
  failuresCommand,
  windowsCommand,
  executionsCommand,
  tasksCommand,
  invocationsCommand,
  invocationCommand,
  targetsCommand,
  patchesCommand,
  outputCommand,
  reportCommand,
  diffCommand,
  timelineCommand,
  historyCommand,
  watchCommand,
  openCommand,
  snapshotCommand,
  cancelCommand,
  serveCommand,
  doctorCommand,
  callCommand,
  completionCommand,
];
