import { callsBehind } from "../calls/behind.ts";
import { taskName, type TaskRow, taskColumns } from "../columns/tasks.ts";
import { causesOf, causesText } from "../content/causes.ts";
import { executionContent, executionReading, reportAt, taskAt, worstOutput } from "../content/execution.ts";
import { isBadLevel, sumsOf, compareLevels } from "../content/levels.ts";
import type { ScreenRow } from "../model/content.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";

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
  columns: taskColumns,
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
  calls: (place) => callsBehind.execution(place),
});
