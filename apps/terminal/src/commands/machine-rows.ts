import type { Machine, TaskReport } from "@windowpane/report";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/format.ts";
import { tookColumn } from "./columns.ts";

/**
 * A row for each machine of each invocation, with the task it belongs to.
 *
 * @param order - the order of machines, such as `byHarm`.
 */
export const machineRows = (
  tasks: readonly TaskReport[],
  order: (one: Machine, other: Machine) => number,
): readonly Row[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) => machines.map((machine) => ({ ...machine, TaskArn }))),
    )
    .toSorted(order)
    .map(({ cause, ...machine }) => ({ ...machine, cause: cause?.title, evidence: cause?.evidence }));

/** Of those rows. */
export const machineColumns: readonly Column[] = [
  { name: "name", least: 20 },
  { name: "InstanceName", least: 8, rank: 3 },
  { name: "bucket", kind: "status" },
  { name: "cause", least: 12, rank: 1 },
  { name: "ResponseCode", rank: 5 },
  { name: "evidence", least: 16, rank: 2 },
  { name: "TaskArn", least: 12, rank: 4 },
  { name: "StatusDetails", least: 12, rank: 6 },
  tookColumn,
  { name: "StartTime", rank: 7 },
  { name: "InvocationId", rank: 8 },
  { name: "TaskExecutionId", rank: 9 },
];
