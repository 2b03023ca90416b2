import type { ExecutionReport, Machine, TaskReport } from "../../model/report.ts";
import { present } from "../../model/present.ts";
import { byHarm } from "../groups/harm.ts";

/** A machine of an invocation, with what names it outside of its report. */
export interface ListedMachine extends Machine {
  /** Name of the window. */
  readonly Name?: string | undefined;
  /** What the task runs. */
  readonly TaskArn?: string | undefined;
}

/**
 * Lists the machines of an execution, one for each invocation that has it, worst first. Equal ones keep AWS's order.
 *
 * @param options - `tasks`: the tasks whose machines to list, default all; `matches`: which to list, default all. It gets the
 * machine without the window's name, which would match every machine.
 */
export const listMachines = (
  { Name, WindowId, tasks: all }: Pick<ExecutionReport, "Name" | "WindowId" | "tasks">,
  {
    tasks = all,
    matches = () => true,
  }: {
    readonly tasks?: readonly TaskReport[] | undefined;
    readonly matches?: ((machine: ListedMachine) => boolean) | undefined;
  } = {},
): readonly ListedMachine[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) =>
        machines.map((machine) => (TaskArn === undefined ? machine : { TaskArn, ...machine })),
      ),
    )
    .filter(matches)
    .toSorted(byHarm)
    .map((machine) => present({ Name, WindowId, ...machine }));
