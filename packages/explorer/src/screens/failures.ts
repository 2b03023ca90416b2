import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { type ResultTone, signed } from "../model/meaning.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, type TextLine, type Tone } from "../model/text.ts";
import { failuresProgress } from "./failures-progress.ts";
import { memberName, memberStep } from "./member-step.ts";
import type { CauseWeight, FailuresReport, Group } from "@windowpane/report";

/** One cause, with whom it hit. */
interface CauseRow extends Group {
  /** The windows it was met in, by name. */
  readonly windows: readonly string[];
  /** Names of windows by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

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
          place: { group: group.key },
        };
      }),
      noun: "causes",
      // That AWS calls one of many green is said where that one is.
      judgement: report?.done === true ? { ...report, falseGreen: false } : undefined,
      counts: report?.counts,
      gaps: report?.gaps ?? [],
      nothing: `Nothing failed in the ${executions} executions of the last 24 hours.`,
      running: true,
      progress: failuresProgress(finding),
    };
  },
  columns: [
    {
      title: "cause",
      least: 28,
      wanted: 36,
      grow: 1,
      value: ({ title, weight }) => signed(tones[weight], title),
      sortKey: ({ title }) => title.toLowerCase(),
    },
    {
      title: "machines",
      least: 8,
      align: "right",
      value: ({ machines, members }) => String(machines === 0 ? members.length : machines),
      sortKey: ({ machines, members }) => (machines === 0 ? members.length : machines),
    },
    {
      title: "windows",
      least: 20,
      wanted: 24,
      grow: 1,
      rank: 2,
      value: ({ windows }) => windows.join(", "),
      sortKey: ({ windows }) => windows.join(", "),
    },
    {
      title: "evidence",
      least: 24,
      wanted: 40,
      grow: 2,
      rank: 3,
      value: ({ evidence = "" }) => ["muted", evidence],
    },
  ],
  detail: ({ evidence = "", nextStep, members }): readonly TextLine[] => [
    labelled(["muted", "evidence"], evidence),
    labelled(["muted", "machines"], [...new Set(members.map(memberName))].join(", ")),
    labelled(["muted", "next step"], ["accent", "", "next"], nextStep),
  ],
  entering: "machines",
  enter({ item }) {
    const [only, ...others] = item.members;
    if (only !== undefined && others.length === 0)
      return memberStep(only, item.names.get(only.WindowId ?? ""));
    return { screen: "members", place: { group: item.key }, label: item.title };
  },
  output(row) {
    const group = row?.item;
    const member = group?.members.find(({ InvocationId }) => InvocationId !== undefined);
    return group === undefined || member === undefined
      ? undefined
      : memberStep(member, group.names.get(member.WindowId ?? ""));
  },
  // For whoever retries them: every machine once.
  copies: (row) =>
    [...new Set((row?.item.members ?? []).map(({ InstanceId, name }) => InstanceId ?? name))].join("\n"),
  calls: () => [
    { operation: "DescribeMaintenanceWindows", input: {} },
    "# for each window: its executions, their tasks, invocations and machines; `windowpane failures --show-cli` has them all",
  ],
});

/** Names of windows by their ids, as far as they are known. */
export const windowNames = (report: FailuresReport | undefined): ReadonlyMap<string, string> =>
  new Map((report?.windows ?? []).map(({ WindowId, Name = WindowId }) => [WindowId, Name]));

const tones: Readonly<Record<CauseWeight, ResultTone>> = {
  failure: "bad",
  consequence: "warn",
  notice: "warn",
};
