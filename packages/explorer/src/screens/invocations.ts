import type { ScreenRow } from "../model/content.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { causesOf, causesText } from "./causes.ts";
import {
  didNotPassColumn,
  isBadLevel,
  startedColumn,
  statusColumn,
  sumsOf,
  tookColumn,
  verdictColumn,
  whyColumn,
  compareLevels,
  type Sums,
} from "./cells.ts";
import {
  executionContent,
  executionReading,
  invocationAt,
  reportAt,
  ranOn,
  taskAt,
  worstOutput,
} from "./execution-content.ts";
import { keptRows } from "./kept-rows.ts";
import { taskName } from "./tasks.ts";
import type { InvocationReport } from "@windowpane/report";

interface InvocationRow extends Pick<
  InvocationReport,
  | "InvocationId"
  | "ExecutionId"
  | "WindowTargetId"
  | "DocumentName"
  | "Status"
  | "StatusDetails"
  | "StartTime"
  | "EndTime"
  | "verdict"
  | "reason"
> {
  /** What it ran on, in a few words: the one machine's name, or how many there are. */
  readonly on: string;
  readonly sums: Sums;
  /** Its causes in a few words. */
  readonly why: string;
}

export const invocationsScreen = listScreen<InvocationRow>({
  name: "invocations",
  title: "invocations",
  reads: (place) => [executionReading(place)],
  content(findings, place) {
    const report = reportAt(findings, place);
    const task = taskAt(report, place);
    const rows = (task?.invocations ?? []).map((invocation) => rowOf(invocation, place));
    return {
      ...executionContent(findings, place),
      rows: rows.toSorted((one, other) => compareLevels(one.item, other.item)),
      noun: "invocations",
      judgement: task,
      Status: task?.Status,
      counts: task?.counts,
      patches: task?.patches,
      nothing: "This task started nothing.",
      label: taskName(task?.TaskArn),
    };
  },
  columns: [
    {
      title: "ran on",
      least: 20,
      wanted: 34,
      value: ({ on }) => ["strong", on],
      sortKey: ({ on }) => on.toLowerCase(),
    },
    verdictColumn,
    didNotPassColumn,
    startedColumn,
    tookColumn,
    statusColumn,
    whyColumn,
    { title: "id", least: 36, rank: 7, value: ({ InvocationId }) => ["muted", InvocationId] },
  ],
  detail: ({ reason, Status, StatusDetails, ExecutionId }) => [
    paragraph(reason),
    paragraph(["muted", `AWS: ${[Status, StatusDetails].filter(Boolean).join(", ")}`]),
    paragraph(["muted", ExecutionId === undefined ? "Nothing was started." : `Started ${ExecutionId}`]),
  ],
  entering: "machines",
  enter: ({ place, item }) => ({ screen: "machines", place, label: item.on }),
  output(row, findings, place) {
    const invocation = row === undefined ? undefined : invocationAt(reportAt(findings, place), row.place);
    return worstOutput(invocation === undefined ? [] : [invocation], place);
  },
  calls: ({ WindowExecutionId, TaskExecutionId }) => [
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId: TaskExecutionId },
    },
  ],
});

const rowOf = keptRows((invocation: InvocationReport, place): ScreenRow<InvocationRow> => {
  // Member by member: V8 makes a layout of its own for each copy of a place with a member more.
  const { WindowId, Name, WindowExecutionId, TaskExecutionId } = place;
  const item = itemOf(invocation);
  return {
    id: item.InvocationId,
    item,
    bad: isBadLevel(invocation) || item.sums.bad > 0,
    place: { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId: item.InvocationId },
  };
});

const itemOf = (invocation: InvocationReport): InvocationRow => {
  const { InvocationId, ExecutionId, WindowTargetId, DocumentName, Status, StatusDetails } = invocation;
  const { StartTime, EndTime, verdict, reason, machines, counts } = invocation;
  const causes = causesOf(machines, invocation.cause);
  return {
    InvocationId,
    ExecutionId,
    WindowTargetId,
    DocumentName,
    Status,
    StatusDetails,
    StartTime,
    EndTime,
    verdict,
    reason,
    on: ranOn(invocation),
    sums: sumsOf(counts, causes),
    why: causesText(causes),
  };
};
