import { type MemberRow, memberColumns } from "../columns/members.ts";
import { recurrenceText } from "../content/earlier.ts";
import { executionContent, executionReading, reportAt } from "../content/execution.ts";
import { memberStep, windowNames } from "../content/failures.ts";
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, type TextLine } from "../model/text.ts";
import type { ExecutionReport } from "@windowpane/report";

/** The machines with one cause, of one execution or of all windows. */
export const membersScreen = listScreen<MemberRow>({
  name: "members",
  title: "machines with this cause",
  reads: (ref, since) => [
    ref.WindowExecutionId === undefined ? { of: "failures", since } : executionReading(ref),
  ],
  content(findings, ref, since) {
    const { report, names, ...state } = groupsAt(findings, ref, since);
    const group = report?.groups.find((candidate) => candidate.key === ref.group);
    return {
      rows: (group?.members ?? []).map((member): ScreenRow<MemberRow> => {
        const { WindowExecutionId, TaskExecutionId, InvocationId, name, WindowId = "" } = member;
        const Name = names.get(WindowId) ?? ref.Name;
        return {
          id: [WindowExecutionId, TaskExecutionId, InvocationId, name].join(" "),
          item: { ...member.origin, ...member, Name, nextStep: group?.nextStep ?? "" },
          bad: group?.weight === "failure",
          ref: memberStep(member, Name).ref,
        };
      }),
      noun: "machines",
      ...state,
      nothing: "No machines have this cause any more. Press Esc to go back.",
      label: group?.title,
    };
  },
  columns: memberColumns,
  detail: ({ evidence = "", nextStep, WindowExecutionId, recurrence }, context): readonly TextLine[] => [
    labelled(["muted", "evidence"], evidence),
    labelled(
      ["muted", "execution"],
      [WindowExecutionId, recurrenceText(recurrence, context)].filter((text) => text !== "").join("   "),
    ),
    labelled(["muted", "next step"], ["accent", "", "next"], nextStep),
  ],
  entering: "output",
  enter: ({ item }) => memberStep(item, item.Name),
  output: (row) =>
    row === undefined || row.item.InvocationId === undefined
      ? undefined
      : memberStep(row.item, row.item.Name),
  calls: (behind, { WindowExecutionId }, _, { since }) =>
    WindowExecutionId === undefined ? behind.failures({ since }) : behind.execution({ WindowExecutionId }),
});

/** The report that has the cause: of the execution that the reference names, or of all windows. */
const groupsAt = (
  findings: Findings,
  ref: ItemRef,
  since: Date,
): Pick<ScreenContent, "gaps" | "running" | "progress"> & {
  readonly report: Pick<ExecutionReport, "groups"> | undefined;
  readonly names: ReadonlyMap<string, string>;
} => {
  if (ref.WindowExecutionId !== undefined)
    return { ...executionContent(findings, ref), report: reportAt(findings, ref), names: new Map() };
  const report = findingOf<"failures">(findings, { of: "failures", since })?.value;
  return { report, names: windowNames(report), gaps: report?.gaps ?? [], running: true };
};
