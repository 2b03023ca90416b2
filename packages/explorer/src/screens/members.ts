import { callsBehind } from "../calls/behind.ts";
import { type MemberRow, memberColumns } from "../columns/members.ts";
import { recurrenceText } from "../content/earlier.ts";
import { memberStep, windowNames } from "../content/failures.ts";
import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, type TextLine } from "../model/text.ts";

/** The machines with one cause. */
export const membersScreen = listScreen<MemberRow>({
  name: "members",
  title: "machines with this cause",
  reads: (_, since) => [{ of: "failures", since }],
  content(findings, { group: key }, since) {
    const report = findingOf<"failures">(findings, { of: "failures", since })?.value;
    const group = report?.groups.find((candidate) => candidate.key === key);
    const names = windowNames(report);
    return {
      rows: (group?.members ?? []).map((member): ScreenRow<MemberRow> => {
        const { WindowExecutionId, TaskExecutionId, InvocationId, name, WindowId = "" } = member;
        const Name = names.get(WindowId);
        return {
          id: [WindowExecutionId, TaskExecutionId, InvocationId, name].join(" "),
          item: { ...member, Name, nextStep: group?.nextStep ?? "" },
          bad: group?.weight === "failure",
          ref: memberStep(member, Name).ref,
        };
      }),
      noun: "machines",
      gaps: report?.gaps ?? [],
      nothing: "No machines have this cause any more. Press Esc to go back.",
      running: true,
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
  calls: (_, __, { since }) => callsBehind.failures({ since }),
});
