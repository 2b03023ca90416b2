/** All screens. A new screen is a file beside this one and a line here. */
import type { Screens } from "../model/screen.ts";
import { causesScreen } from "./causes.ts";
import { cliScreen } from "./cli.ts";
import { connectionsScreen } from "./connections.ts";
import { diffScreen } from "./diff.ts";
import { executionsScreen } from "./executions.ts";
import { exportScreen } from "./export.ts";
import { failuresScreen } from "./failures.ts";
import { gapsScreen } from "./gaps.ts";
import { helpScreen } from "./help.ts";
import { historyScreen } from "./history.ts";
import { invocationsScreen } from "./invocations.ts";
import { machinesScreen } from "./machines.ts";
import { membersScreen } from "./members.ts";
import { nightsScreen } from "./nights.ts";
import { outputScreen } from "./output.ts";
import { patchesScreen } from "./patches.ts";
import { tasksScreen } from "./tasks.ts";
import { timelineScreen } from "./timeline.ts";
import { trendsScreen } from "./trends.ts";
import { windowsScreen } from "./windows.ts";
import { yearScreen } from "./year.ts";

/** All screens by their names. */
export const screens = {
  windows: windowsScreen,
  executions: executionsScreen,
  tasks: tasksScreen,
  invocations: invocationsScreen,
  machines: machinesScreen,
  output: outputScreen,
  history: historyScreen,
  failures: failuresScreen,
  causes: causesScreen,
  patches: patchesScreen,
  members: membersScreen,
  timeline: timelineScreen,
  diff: diffScreen,
  export: exportScreen,
  gaps: gapsScreen,
  cli: cliScreen,
  trends: trendsScreen,
  nights: nightsScreen,
  year: yearScreen,
  connections: connectionsScreen,
  help: helpScreen,
} satisfies Screens;
