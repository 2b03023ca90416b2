import { type TaskRow, taskColumns } from "../columns/tasks.ts";
import { causesOf, causeTitles, whyText } from "../content/causes.ts";
import {
  executionContent,
  executionReading,
  failedIds,
  reportAt,
  taskAt,
  taskName,
  worstOutput,
} from "../content/execution.ts";
import { isBadLevel, sumsOf, compareLevels } from "../content/levels.ts";
import type { ScreenRow } from "../model/content.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";

export const tasksScreen = listScreen<TaskRow>({
  name: "tasks",
  title: "tasks",
  reads: (ref) => [executionReading(ref)],
  content(findings, ref) {
    const report = reportAt(findings, ref);
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
      const titles = causeTitles(causes);
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
          why: whyText(titles),
          causes: titles,
        },
        bad: isBadLevel(task) || sums.bad > 0,
        ref: { ...ref, TaskExecutionId },
      };
    });
    return {
      ...executionContent(findings, ref),
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
  enter: ({ ref, item }) => ({ screen: "invocations", ref, label: taskName(item.TaskArn) ?? "task" }),
  output: (row, findings, ref) => {
    const task = row === undefined ? undefined : taskAt(reportAt(findings, ref), row.ref);
    return worstOutput(task?.invocations ?? [], ref);
  },
  failedBelow: ({ ref }, findings) => failedIds(taskAt(reportAt(findings, ref), ref)?.invocations ?? []),
  calls: (behind, ref) => behind.execution(ref),
});
