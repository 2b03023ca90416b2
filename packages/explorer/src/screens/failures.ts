import { callsBehind } from "../calls/behind.ts";
import { type CauseRow, causeColumns } from "../columns/failures.ts";
import { windowNames, failuresProgress, memberStep } from "../content/failures.ts";
import { machineName } from "../content/execution.ts";
import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, type TextLine } from "../model/text.ts";

export const failuresScreen = listScreen<CauseRow>({
  name: "failures",
  title: "failures",
  reads: (_, since) => [{ of: "failures", since }],
  content(findings, _, since) {
    const finding = findingOf<"failures">(findings, { of: "failures", since });
    const report = finding?.value;
    const names = windowNames(report);
    const { executions = 0 } = report?.progress ?? {};
    return {
      rows: (report?.groups ?? []).map((group): ScreenRow<CauseRow> => {
        const windows = [
          ...new Set(group.members.map(({ WindowId = "" }) => names.get(WindowId) ?? WindowId)),
        ];
        return {
          id: group.key,
          item: { ...group, windows, names },
          bad: group.weight === "failure",
          ref: { group: group.key },
        };
      }),
      noun: "causes",
      // A false green is shown at its own execution.
      judgement: report?.done === true ? { ...report, falseGreen: false } : undefined,
      counts: report?.counts,
      gaps: report?.gaps ?? [],
      nothing: `Nothing failed in the ${executions} executions of the last 24 hours.`,
      running: true,
      progress: failuresProgress(finding),
    };
  },
  columns: causeColumns,
  detail: ({ evidence = "", nextStep, members }): readonly TextLine[] => [
    labelled(["muted", "evidence"], evidence),
    labelled(["muted", "machines"], [...new Set(members.map(machineName))].join(", ")),
    labelled(["muted", "next step"], ["accent", "", "next"], nextStep),
  ],
  entering: "machines",
  enter({ item }) {
    const [only, ...others] = item.members;
    if (only !== undefined && others.length === 0)
      return memberStep(only, item.names.get(only.WindowId ?? ""));
    return { screen: "members", ref: { group: item.key }, label: item.title };
  },
  output(row) {
    const group = row?.item;
    const member = group?.members.find(({ InvocationId }) => InvocationId !== undefined);
    return group === undefined || member === undefined
      ? undefined
      : memberStep(member, group.names.get(member.WindowId ?? ""));
  },
  failedBelow: ({ item }) => item.members.map(({ InstanceId }) => InstanceId),
  // Every machine once, as a list of targets for a retry.
  copies: (row) =>
    [...new Set((row?.item.members ?? []).map(({ InstanceId, name }) => InstanceId ?? name))].join(" "),
  calls: (_, __, { since }) => callsBehind.failures({ since }),
});
