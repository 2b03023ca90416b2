/** Every command, in the order of the help. */
import type { Command } from "../command.ts";
import { callCommand } from "./call.ts";
import { cancelCommand } from "./cancel.ts";
import { diffCommand } from "./diff.ts";
import { completionCommand } from "./completion.ts";
import { doctorCommand } from "./doctor.ts";
import { executionsCommand } from "./executions.ts";
import { failuresCommand } from "./failures.ts";
import { historyCommand } from "./history.ts";
import { invocationCommand } from "./invocation.ts";
import { invocationsCommand } from "./invocations.ts";
import { openCommand } from "./open.ts";
import { outputCommand } from "./output.ts";
import { patchesCommand } from "./patches.ts";
import { reportCommand } from "./report.ts";
import { serveCommand } from "./serve.ts";
import { snapshotCommand } from "./snapshot.ts";
import { targetsCommand } from "./targets.ts";
import { tasksCommand } from "./tasks.ts";
import { timelineCommand } from "./timeline.ts";
import { watchCommand } from "./watch.ts";
import { windowsCommand } from "./windows.ts";

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
