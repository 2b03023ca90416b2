/** Every screen. A new one is a file beside this and a line here. */
import type { Screens } from "../state/reduce.ts";
import { executionsScreen } from "./executions.ts";
import { invocationsScreen } from "./invocations.ts";
import { machinesScreen } from "./machines.ts";
import { outputScreen } from "./output.ts";
import { tasksScreen } from "./tasks.ts";
import { windowsScreen } from "./windows.ts";

export const screens = {
  windows: windowsScreen,
  executions: executionsScreen,
  tasks: tasksScreen,
  invocations: invocationsScreen,
  machines: machinesScreen,
  output: outputScreen,
} satisfies Screens;
