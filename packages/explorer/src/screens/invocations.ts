import { type InvocationRow, invocationColumns } from "../columns/invocations.ts";
import { causesOf, causeTitles, whyText } from "../content/causes.ts";
import {
  executionContent,
  executionReading,
  failedIds,
  invocationAt,
  ranOn,
  reportAt,
  taskAt,
  taskName,
  worstOutput,
} from "../content/execution.ts";
import { keptRows } from "../content/kept-rows.ts";
import { isBadLevel, sumsOf, compareLevels } from "../content/levels.ts";
import type { ScreenRow } from "../model/content.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import type { InvocationReport } from "@windowpane/report";

export const invocationsScreen = listScreen<InvocationRow>({
  name: "invocations",
  title: "invocations",
  reads: (ref) => [executionReading(ref)],
  content(findings, ref) {
    const report = reportAt(findings, ref);
    const task = taskAt(report, ref);
    const rows = (task?.invocations ?? []).map((invocation) => rowOf(invocation, ref));
    return {
      ...executionContent(findings, ref),
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
  columns: invocationColumns,
  detail: ({ reason, Status, StatusDetails, ExecutionId }) => [
    paragraph(reason),
    paragraph(["muted", `AWS: ${[Status, StatusDetails].filter(Boolean).join(", ")}`]),
    paragraph(["muted", ExecutionId === undefined ? "Nothing was started." : `Started ${ExecutionId}`]),
  ],
  entering: "machines",
  enter: ({ item: { InvocationId, on } }, ref) => ({
    screen: "machines",
    ref: { ...ref, InvocationId },
    label: on,
  }),
  output(row, findings, ref) {
    const InvocationId = row?.item.InvocationId;
    const invocation = invocationAt(reportAt(findings, ref), { ...ref, InvocationId });
    return worstOutput(invocation === undefined ? [] : [invocation], ref);
  },
  failedBelow: ({ item, ref }, findings) => {
    const task = taskAt(reportAt(findings, ref), ref);
    return failedIds(
      task?.invocations.filter(({ InvocationId }) => InvocationId === item.InvocationId) ?? [],
    );
  },
  calls: (behind, ref) => behind.execution(ref),
});

const rowOf = keptRows((invocation: InvocationReport): ScreenRow<InvocationRow> => {
  const item = itemOf(invocation);
  return {
    id: item.InvocationId,
    item,
    bad: isBadLevel(invocation) || item.sums.bad > 0,
    ref: item,
  };
});

const itemOf = (invocation: InvocationReport): InvocationRow => {
  const { InvocationId, ExecutionId, WindowTargetId, DocumentName, Status, StatusDetails } = invocation;
  const { StartTime, EndTime, verdict, reason, machines, counts } = invocation;
  const causes = causesOf(machines, invocation.cause);
  const titles = causeTitles(causes);
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
    why: whyText(titles),
    causes: titles,
  };
};
