import type { GroupMember } from "@windowpane/report";
import { findingOf } from "../session/finding.ts";
import { listScreen, type Row, type TextLine } from "../screen.ts";
import { windowNames } from "./failures.ts";
import { memberName, memberStep } from "./member-step.ts";

interface MemberRow extends GroupMember {
  /** The window's. */
  readonly Name?: string | undefined;
  readonly nextStep: string;
}

/** Everybody whom one cause hit. */
export const membersScreen = listScreen<MemberRow>({
  name: "members",
  title: "machines with this cause",
  reads: (_, since) => [{ of: "failures", since }],
  answer(findings, { group: key }, since) {
    const report = findingOf<"failures">(findings, { of: "failures", since })?.value;
    const group = report?.groups.find((candidate) => candidate.key === key);
    const names = windowNames(report);
    return {
      rows: (group?.members ?? []).map((member): Row<MemberRow> => {
        const { WindowExecutionId, TaskExecutionId, InvocationId, name, WindowId = "" } = member;
        const Name = names.get(WindowId);
        return {
          id: [WindowExecutionId, TaskExecutionId, InvocationId, name].join(" "),
          item: { ...member, Name, nextStep: group?.nextStep ?? "" },
          bad: group?.weight === "failure",
          place: memberStep(member, Name).place,
        };
      }),
      noun: "machines",
      gaps: report?.gaps ?? [],
      nothing: "Nobody has this cause any more; Esc goes back to the causes.",
      running: true,
      label: group?.title,
    };
  },
  columns: [
    {
      title: "machine",
      least: 20,
      wanted: 26,
      cell: (member) => ["strong", memberName(member)],
      sort: memberName,
    },
    {
      title: "went",
      least: 15,
      cell: ({ result }, { theme }) => (result === undefined ? "" : theme.result(result)),
      sort: ({ result }) => result,
    },
    {
      title: "window",
      least: 16,
      wanted: 28,
      rank: 2,
      cell: ({ Name, WindowId }) => Name ?? WindowId ?? "",
      sort: ({ Name, WindowId }) => Name ?? WindowId,
    },
    { title: "what shows it", least: 20, grow: 1, rank: 3, cell: ({ evidence = "" }) => ["muted", evidence] },
    { title: "id", least: 19, rank: 4, cell: ({ InstanceId = "" }) => ["muted", InstanceId] },
  ],
  detail: ({ evidence = "", nextStep, WindowExecutionId }, { theme }): readonly TextLine[] => [
    [["muted", "shown by   "], evidence],
    [["muted", "execution  "], WindowExecutionId],
    [["muted", "to do      "], ["accent", `${theme.glyphs.arrow} `], nextStep],
  ],
  entering: "output",
  enter: ({ item }) => memberStep(item, item.Name),
  output: (row) =>
    row === undefined || row.item.InvocationId === undefined
      ? undefined
      : memberStep(row.item, row.item.Name),
  calls: ({ group: _ }, row) => callsOf(row?.place.WindowExecutionId),
});

const callsOf = (WindowExecutionId: string | undefined) =>
  WindowExecutionId === undefined
    ? []
    : [
        { operation: "GetMaintenanceWindowExecution" as const, input: { WindowExecutionId } },
        { operation: "DescribeMaintenanceWindowExecutionTasks" as const, input: { WindowExecutionId } },
      ];
