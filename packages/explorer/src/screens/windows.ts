import { type Met, rankOf, worstOf, type WindowRow, windowColumns } from "../columns/windows.ts";
import { failedIds } from "../content/execution.ts";
import { whyText } from "../content/causes.ts";
import { failuresProgress, memberStep, verdictTallies } from "../content/failures.ts";
import { isBadLevel } from "../content/levels.ts";
import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { UNPROVEN } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { isSameOrigin, type Gap, type Group, type GroupMember } from "@windowpane/report";

export const windowsScreen = listScreen<WindowRow>({
  name: "windows",
  title: "windows",
  reads: (_, since) => [{ of: "windows" }, { of: "failures", since }],
  adds: () => [{ of: "trends" }],
  content(findings, _, since) {
    const windows = findingOf<"windows">(findings, { of: "windows" });
    const failures = findingOf<"failures">(findings, { of: "failures", since });
    const report = failures?.value;
    const met = metByWindow(report?.groups ?? []);
    const unproven = new Set(
      report?.executions
        .filter(({ patches }) => (patches?.unproven ?? 0) > 0)
        .map(({ WindowId }) => WindowId),
    );
    const summaries = new Map(report?.windows.map((summary) => [summary.WindowId, summary]));
    const trends = findingOf<"trends">(findings, { of: "trends" })?.value;
    const nightsOf = trends?.hasArchive === true ? trends.nightsOf : undefined;
    const rows = (windows?.value?.items ?? []).map((window, index): ScreenRow<WindowRow> => {
      const { WindowId = `without id ${index}`, Name } = window;
      const summary = summaries.get(WindowId);
      return {
        id: WindowId,
        item: {
          ...window,
          summary,
          ...(met.get(WindowId) ?? { failed: 0, why: unproven.has(WindowId) ? UNPROVEN : "", causes: [] }),
          looked: failures?.phase === "done",
          nights: nightsOf?.(window),
        },
        bad: (met.get(WindowId)?.failed ?? 0) > 0 || isBadLevel({ verdict: summary && worstOf(summary) }),
        ref: { WindowId, Name },
      };
    });
    return {
      rows: rows.toSorted(
        (one, other) =>
          other.item.failed - one.item.failed ||
          rankOf(one.item) - rankOf(other.item) ||
          byName(one.item.Name ?? "", other.item.Name ?? ""),
      ),
      noun: "windows",
      judgement: report?.done === true ? { ...report, falseGreen: false } : undefined,
      tallies: report === undefined ? [] : verdictTallies(report.verdicts),
      gaps: [
        ...(windows?.value?.gaps ?? []).filter((gap) => !isIn(report?.gaps, gap)),
        ...(report?.gaps ?? []),
      ],
      nothing: "There are no maintenance windows in this account and region.",
      running: true,
      progress: failuresProgress(failures),
    };
  },
  columns: windowColumns,
  // The report lists the causes worst first.
  output: (row) => {
    const worst = row?.item.worst;
    return worst === undefined ? undefined : memberStep(worst(), row?.item.Name);
  },
  entering: "executions",
  enter: ({ ref, item }) => ({ screen: "executions", ref, label: item.Name ?? ref.WindowId ?? "" }),
  failedBelow: ({ ref }, findings, since) =>
    findingOf<"failures">(findings, { of: "failures", since })?.value?.executions.flatMap((report) =>
      report.WindowId === ref.WindowId
        ? failedIds(report.tasks.flatMap(({ invocations }) => invocations))
        : [],
    ),
  calls: (behind, _, __, { since }) => behind.failures({ since }),
});

/** Whether the report has the gap of the same account and region, too. */
const isIn = (gaps: readonly Gap[] = [], { origin, operation }: Gap): boolean =>
  origin !== undefined && gaps.some((gap) => gap.operation === operation && isSameOrigin(gap.origin, origin));

/** By code units, as when sorting by a column: loading a locale's rules takes longer than drawing the rows. */
const byName = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** The failures of each window. The report lists the causes worst first. */
const metByWindow = (groups: readonly Group[]): ReadonlyMap<string, Met> => {
  const met = new Map<string, { failed: number; readonly titles: Set<string>; worst?: () => GroupMember }>();
  for (const { title, weight, members } of groups) {
    for (const member of members) {
      const { WindowId = "", InvocationId } = member;
      const known = met.get(WindowId) ?? { failed: 0, titles: new Set() };
      met.set(WindowId, known);
      known.titles.add(title);
      if (InvocationId !== undefined) known.worst ??= () => member;
      if (weight === "failure") known.failed += 1;
    }
  }
  return new Map(
    [...met].map(([WindowId, { failed, titles, worst }]) => [
      WindowId,
      { failed, why: whyText([...titles]), causes: [...titles], worst },
    ]),
  );
};
