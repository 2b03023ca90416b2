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
import { executionContent, executionReading, reportAt, taskAt, worstOutput } from "./execution-content.ts";
import type { TaskReport } from "@windowpane/report";

interface TaskRow extends Pick<
  TaskReport,
  | "TaskExecutionId"
  | "TaskArn"
  | "TaskType"
  | "Status"
  | "StatusDetails"
  | "StartTime"
  | "EndTime"
  | "verdict"
  | "reason"
> {
  readonly sums: Sums;
  /** Its causes in a few words. */
  readonly why: string;
}

export const tasksScreen = listScreen<TaskRow>({
  name: "tasks",
  title: "tasks",
  reads: (place) => [executionReading(place)],
  content(findings, place) {
    const report = reportAt(findings, place);
    const rows = (report?.tasks ?? []).map((task): ScreenRow<TaskRow> => {
      const {
        TaskExecutionId,
        TaskArn,
        TaskType,
        Status,
        StatusDetails,
        StartTime,
        EndTime,
        verdict,
        reason,
      } = task;
      const causes = causesOf(
        task.invocations.flatMap(({ machines }) => machines),
        task.cause,
      );
      const sums = sumsOf(task.counts, causes);
      return {
        id: TaskExecutionId,
        item: {
          TaskExecutionId,
          TaskArn,
          TaskType,
          Status,
          StatusDetails,
          StartTime,
          EndTime,
          verdict,
          reason,
          sums,
          why: causesText(causes),
        },
        bad: isBadLevel(task) || sums.bad > 0,
        place: { ...place, TaskExecutionId },
      };
    });
    return {
      ...executionContent(findings, place),
      rows: rows.toSorted((one, other) => compareLevels(one.item, other.item)),
      noun: "tasks",
      judgement: report,
      Status: report?.Status,
      counts: report?.counts,
      patches: report?.patches,
      nothing: "This execution ran no tasks.",
      label: report?.StartTime,
    };
  },
  columns: [
    {
      title: "task",
      least: 20,
      wanted: 32,
      value: ({ TaskArn, TaskExecutionId }) => ["strong", taskName(TaskArn) ?? TaskExecutionId],
      sortKey: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
    },
    verdictColumn,
    didNotPassColumn,
    {
      title: "kind",
      least: 11,
      rank: 6,
      value: ({ TaskType }) => ["muted", TaskType ?? ""],
      sortKey: ({ TaskType }) => TaskType,
    },
    startedColumn,
    tookColumn,
    statusColumn,
    whyColumn,
  ],
  detail: ({ reason, Status, StatusDetails }) => [
    paragraph(reason),
    paragraph(["muted", `AWS: ${[Status, StatusDetails].filter(Boolean).join(", ")}`]),
  ],
  entering: "invocations",
  enter: ({ place, item }) => ({ screen: "invocations", place, label: taskName(item.TaskArn) ?? "task" }),
  output: (row, findings, place) => {
    const task = row === undefined ? undefined : taskAt(reportAt(findings, place), row.place);
    return worstOutput(task?.invocations ?? [], place);
  },
  calls: ({ WindowExecutionId }) => [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
  ],
});

/** A document's or function's name without the ARN before it. */
export const taskName = (TaskArn: string | undefined): string | undefined =>
  TaskArn?.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, "").replace(
    /^(?:document|function|stateMachine|automation-definition)[:/]/,
    "",
  );
